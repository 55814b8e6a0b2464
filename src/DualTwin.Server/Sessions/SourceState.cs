namespace DualTwin.Server.Sessions;

/// <summary>What the telemetry source is doing.</summary>
public enum SourceState
{
    /// <summary>Started, but no frame came yet.</summary>
    Waiting,

    /// <summary>Frames come.</summary>
    Delivering,

    /// <summary>The simulator stands in for a live source that is away.</summary>
    StandingIn,

    /// <summary>The source is silent or repeats itself; its last valid state is served.</summary>
    Stalled,

    /// <summary>The source had nothing more to say.</summary>
    Ended,

    /// <summary>The source could not go on.</summary>
    Failed,
}
