using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Replay;

/// <summary>Reads a recording frame by frame. For one reader at a time.</summary>
public interface IRecordingReader : IDisposable
{
    /// <summary>The frame at hand.</summary>
    Frame Current { get; }

    /// <summary>When the frame at hand came, since the recording's beginning. Never goes back.</summary>
    TimeSpan At { get; }

    /// <summary>Moves to the next frame; false at the end.</summary>
    bool MoveNext();

    /// <summary>The place after the frame at hand, to read on from; null where the recording can only be read from the beginning.</summary>
    RecordingMark? Mark();
}
