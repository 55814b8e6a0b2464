using System.Runtime.CompilerServices;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Archive;

/// <summary>
/// Replays a session from the public archive of the official live timing: a folder of <c>&lt;Topic&gt;.jsonStream</c> files, merged
/// by time. Equal archives give equal frames: a message's times are its own, not those of the replay.
/// </summary>
/// <param name="options">What is replayed, and how fast.</param>
/// <param name="time">The clock that paces the replay.</param>
public sealed class ArchiveSource(ArchiveSourceOptions options, TimeProvider time) : ITelemetrySource
{
    private const string Extension = ".jsonStream";

    /// <inheritdoc/>
    public SourceIdentity Identity { get; } = new("replay", NameOf(options.Path), SourceMode.Replay);

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <summary>Topics without a file; known once reading has begun. What only they tell stays unknown.</summary>
    public IReadOnlyList<string> MissingTopics { get; private set; } = [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = Open();
        try
        {
            var zero = ArchiveTimeBase.Find(options.Path, options.MaxLineBytes) ?? DateTimeOffset.UnixEpoch;
            var merge = new LiveTimingMerge(Identity, Counters);
            var clock = new ReplayClock(options.Speed, time);
            var newest = TimeSpan.Zero;
            var heads = files.Where(file => file.MoveNext()).ToList();
            while (Earliest(heads) is { } file)
            {
                var line = file.Head;
                newest = Newest(newest, line.Time);
                await clock.WaitUntilAsync(newest, cancellationToken);
                if (merge.Merge(file.Topic, line.Json, new LiveTimingStamp(zero + line.Time, zero + newest, line.Time)) is { } frame)
                {
                    Counters.CountFrame();
                    yield return frame;
                }

                if (!file.MoveNext())
                {
                    heads.Remove(file);
                }
            }
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    /// <summary>The name of a topic's file.</summary>
    internal static string FileOf(string topic) => topic + Extension;

    // Of equal times the topic that stands first in the list counts first: the sort is part of what makes replays repeat.
    private static ArchiveTopicFile? Earliest(List<ArchiveTopicFile> heads)
    {
        var earliest = heads.Count == 0 ? null : heads[0];
        foreach (var file in heads)
        {
            earliest = file.Head.Time < earliest!.Head.Time ? file : earliest;
        }

        return earliest;
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private TimeSpan Newest(TimeSpan newest, TimeSpan time)
    {
        if (time >= newest)
        {
            return time;
        }

        Counters.Refuse(ArchiveRefusal.TimeBackwards);
        return newest;
    }

    private List<ArchiveTopicFile> Open()
    {
        if (!Directory.Exists(options.Path))
        {
            var found = File.Exists(options.Path) ? "is a file" : "does not exist";
            throw new SourceException($"The archive folder '{options.Path}' {found}; expected a folder of <Topic>{Extension} files.");
        }

        var present = FeedTopics.Read.Where(topic => File.Exists(Path.Combine(options.Path, FileOf(topic)))).ToList();
        MissingTopics = [.. FeedTopics.Read.Except(present)];
        var files = present
            .Select(topic => ArchiveTopicFile.Open(Path.Combine(options.Path, FileOf(topic)), topic, options.MaxLineBytes, Counters))
            .OfType<ArchiveTopicFile>()
            .ToList();
        return files.Count > 0
            ? files
            : throw new SourceException(
                $"The archive folder '{options.Path}' holds no readable topic; expected files such as "
                + $"{FileOf(FeedTopics.TimingData)} or {FileOf(FeedTopics.SessionInfo)}.");
    }
}
