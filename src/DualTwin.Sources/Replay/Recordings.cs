using DualTwin.Sources.Archive;
using DualTwin.Sources.Captures;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.Recording;

namespace DualTwin.Sources.Replay;

/// <summary>Opens recordings of every kind by their path. A new kind is registered here and nowhere else.</summary>
public static class Recordings
{
    /// <summary>What can be replayed, in words.</summary>
    public const string Kinds =
        "a folder of <Topic>.jsonStream files, a recording (*.dtrec) or its folder, *.subscribe.json with its *.live.txt, "
        + "or a capture of UDP (*.pcap, *.pcapng, *.f64u32, *.jsonl, each also with .gz)";

    private static readonly (string Ending, Func<string, IRecording> Open)[] Files =
    [
        (RecorderFile.Extension, static path => new MessageRecording(path)),
        (HubRecording.SnapshotEnding, static path => new HubRecording(path)),
        (HubRecording.UpdatesEnding, static path => new HubRecording(path)),
        .. CaptureFile.Endings.Select(static ending => (ending, (Func<string, IRecording>)(static path => new CaptureRecording(path)))),
    ];

    /// <summary>The recording at <paramref name="path"/>.</summary>
    /// <exception cref="SourceException">There is none, or of no known kind; the message says what was expected.</exception>
    public static IRecording Open(string path)
    {
        if (File.Exists(path))
        {
            return OfFile(path) ?? throw new SourceException($"'{path}' is no recording of a known kind; expected {Kinds}.");
        }

        if (!Directory.Exists(path))
        {
            throw new SourceException($"The recording '{path}' does not exist; expected {Kinds}.");
        }

        // What lies beside an archive's topics is no recording of its own.
        if (Directory.EnumerateFiles(path, "*" + ArchiveRecording.Extension).Any())
        {
            return new ArchiveRecording(new ArchiveOptions { Path = path });
        }

        // The files of one recording are one; a folder of several recordings does not say which is meant.
        var files = Directory.GetFiles(path).Where(file => EndingOf(file) is not null).Order(StringComparer.Ordinal).ToList();
        var recordings = files.GroupBy(NameOf, StringComparer.Ordinal).ToList();
        return recordings.Count switch
        {
            0 => new ArchiveRecording(new ArchiveOptions { Path = path }),
            1 => OfFile(recordings[0].First())!,
            _ => throw new SourceException($"The folder '{path}' holds {recordings.Count} recordings; name a file of one, such as {Path.GetFileName(files[^1])}."),
        };
    }

    private static IRecording? OfFile(string path) =>
        EndingOf(path) is { } ending ? Files.First(file => file.Ending == ending).Open(path) : null;

    private static string? EndingOf(string path) =>
        Files.Select(file => file.Ending).FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(string file) => Path.GetFileName(file).Split('.')[0];
}
