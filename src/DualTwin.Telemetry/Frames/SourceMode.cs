namespace DualTwin.Telemetry.Frames;

/// <summary>Where data comes from: a running session, a recording, or the simulator.</summary>
public enum SourceMode
{
    Live,
    Simulator,
    Replay,
}
