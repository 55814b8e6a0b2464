namespace DualTwin.Telemetry.Values;

/// <summary>How far a session is: before the start, running, suspended (red flag), or after the chequered flag.</summary>
public enum SessionPhase
{
    NotStarted,
    Running,
    Suspended,
    Finished,
    Ended,
}
