using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Replay;

/// <summary>A recorded session, of whatever kind. A new kind is one class and a line in <see cref="Recordings"/>.</summary>
public interface IRecording
{
    /// <summary>Who makes the frames of a replay.</summary>
    SourceIdentity Identity { get; }

    /// <summary>Reads from the beginning.</summary>
    /// <param name="counters">Takes messages and refusals.</param>
    /// <exception cref="SourceException">It cannot be opened; the message says why.</exception>
    IRecordingReader Open(SourceCounters counters);

    /// <summary>Reads on from <paramref name="mark"/>, which a reader of this recording gave.</summary>
    /// <inheritdoc cref="Open"/>
    IRecordingReader OpenAt(RecordingMark mark, SourceCounters counters);
}
