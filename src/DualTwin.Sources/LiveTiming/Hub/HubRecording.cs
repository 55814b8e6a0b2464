using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>
/// What clients of the live hub write: <c>NAME.subscribe.json</c>, the snapshot that <c>Subscribe</c> returned, and
/// <c>NAME.live.txt</c>, one hub message a line. Either may be missing. Messages carry no arrival: the feed's own times stand for it.
/// </summary>
public sealed class HubRecording : IRecording
{
    /// <summary>What the snapshot's file ends with.</summary>
    public const string SnapshotEnding = ".subscribe.json";

    /// <summary>What the messages' file ends with.</summary>
    public const string UpdatesEnding = ".live.txt";

    private readonly string _stem;

    /// <param name="path">Either file.</param>
    public HubRecording(string path)
    {
        var ending = path.EndsWith(SnapshotEnding, StringComparison.OrdinalIgnoreCase) ? SnapshotEnding : UpdatesEnding;
        _stem = path[..^ending.Length];
        Identity = new SourceIdentity("replay", Path.GetFileName(_stem), SourceMode.Replay);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public IRecordingReader Open(SourceCounters counters) =>
        HubRecordingReader.Open(_stem + SnapshotEnding, _stem + UpdatesEnding, new LiveTimingIntake(Identity, counters), counters);

    /// <inheritdoc/>
    public IRecordingReader OpenAt(RecordingMark mark, SourceCounters counters)
    {
        var place = (HubRecordingMark)mark;
        var intake = (LiveTimingIntake)place.Intake.Copy(counters, TimeProvider.System);
        var reader = HubRecordingReader.Open(_stem + SnapshotEnding, _stem + UpdatesEnding, intake, counters);
        reader.Skip(place.Messages);
        return reader;
    }
}
