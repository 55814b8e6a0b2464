namespace DualTwin.Server.Sessions;

/// <summary>What the telemetry source is doing.</summary>
public enum SourceState
{
    /// <summary>Started, but no frame came yet.</summary>
    Waiting,

    /// <summary>Frames come.</summary>
    Delivering,

    /// <summary>The source had nothing more to say.</summary>
    Ended,

    /// <summary>The source could not go on.</summary>
    Failed,
}
