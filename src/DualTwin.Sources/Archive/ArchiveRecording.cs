using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Archive;

/// <summary>
/// A session from the public archive of the official live timing: a folder of <c>&lt;Topic&gt;.jsonStream</c> files, merged by time.
/// Equal archives give equal frames: a message's times are its own, not those of the replay.
/// </summary>
/// <param name="options">What is replayed.</param>
public sealed class ArchiveRecording(ArchiveOptions options) : IRecording
{
    /// <summary>What a topic's file ends with.</summary>
    internal const string Extension = ".jsonStream";

    /// <inheritdoc/>
    public SourceIdentity Identity { get; } = new("replay", NameOf(options.Path), SourceMode.Replay);

    /// <summary>Topics without a file; known once it was opened. What only they tell stays unknown.</summary>
    public IReadOnlyList<string> MissingTopics { get; private set; } = [];

    /// <inheritdoc/>
    public IRecordingReader Open(SourceCounters counters) => Open(counters, new LiveTimingMerge(Identity, counters));

    /// <inheritdoc/>
    public IRecordingReader OpenAt(RecordingMark mark, SourceCounters counters)
    {
        var place = (ArchiveMark)mark;
        var reader = Open(counters, place.Merge.Copy(counters));
        reader.Skip(place.Lines);
        return reader;
    }

    /// <summary>The name of a topic's file.</summary>
    internal static string FileOf(string topic) => topic + Extension;

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private ArchiveReader Open(SourceCounters counters, LiveTimingMerge merge)
    {
        if (!Directory.Exists(options.Path))
        {
            var found = File.Exists(options.Path) ? "is a file" : "does not exist";
            throw new SourceException($"The archive folder '{options.Path}' {found}; expected a folder of <Topic>{Extension} files.");
        }

        var present = FeedTopics.Read.Where(topic => File.Exists(Path.Combine(options.Path, FileOf(topic)))).ToList();
        MissingTopics = [.. FeedTopics.Read.Except(present)];
        var files = present
            .Select(topic => ArchiveTopicFile.Open(Path.Combine(options.Path, FileOf(topic)), topic, options.MaxLineBytes, counters))
            .OfType<ArchiveTopicFile>()
            .ToList();
        return files.Count > 0
            ? new ArchiveReader(files, ArchiveTimeBase.Find(options.Path, options.MaxLineBytes) ?? DateTimeOffset.UnixEpoch, merge, counters)
            : throw new SourceException(
                $"The archive folder '{options.Path}' holds no readable topic; expected files such as "
                + $"{FileOf(FeedTopics.TimingData)} or {FileOf(FeedTopics.SessionInfo)}.");
    }
}
