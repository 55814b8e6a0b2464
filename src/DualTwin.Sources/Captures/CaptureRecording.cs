using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Captures;

/// <summary>
/// A capture of what a sender said over UDP, such as of the F1 game: see <see cref="CaptureFile"/> for the kinds. Equal captures give equal
/// frames: a message's time is the one at which it was captured, counted from 1970 where the capture keeps no calendar.
/// </summary>
/// <param name="path">The capture.</param>
public sealed class CaptureRecording(string path) : IRecording
{
    /// <inheritdoc/>
    public SourceIdentity Identity { get; } = new("replay", Path.GetFileName(path).Split('.')[0], SourceMode.Replay);

    /// <inheritdoc/>
    public IRecordingReader Open(SourceCounters counters) => new CaptureReader(path, Identity, counters);

    /// <inheritdoc/>
    public IRecordingReader OpenAt(RecordingMark mark, SourceCounters counters) => new CaptureReader(path, (CaptureMark)mark, counters);
}
