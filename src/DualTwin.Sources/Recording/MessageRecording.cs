using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Recording;

/// <summary>What a <see cref="MessageRecorder"/> wrote: one or more numbered files. Named by any of them, it is read from that one on.</summary>
public sealed class MessageRecording : IRecording
{
    private readonly string[] _files;

    /// <param name="path">A file of the recording.</param>
    public MessageRecording(string path)
    {
        var name = Path.GetFileName(path);
        var stem = name.Split('.')[0];
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _files =
        [
            .. Directory.GetFiles(folder, $"{stem}.*{RecorderFile.Extension}")
                .Where(file => string.CompareOrdinal(Path.GetFileName(file), name) >= 0)
                .Order(StringComparer.Ordinal),
        ];
        Identity = new SourceIdentity("replay", stem, SourceMode.Replay);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public IRecordingReader Open(SourceCounters counters) => new MessageRecordingReader(_files, counters);

    /// <inheritdoc/>
    public IRecordingReader OpenAt(RecordingMark mark, SourceCounters counters) =>
        MessageRecordingReader.OpenAt(_files, (MessageRecordingMark)mark, counters);
}
