namespace DualTwin.Server.Sessions;

/// <summary>What the telemetry source is doing, and why where it stopped.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Reason">Why it failed; null where it did not.</param>
public sealed record SourceStatus(SourceState State, string? Reason = null)
{
    /// <summary>No frame came yet.</summary>
    public static readonly SourceStatus Waiting = new(SourceState.Waiting);

    /// <summary>Frames come.</summary>
    public static readonly SourceStatus Delivering = new(SourceState.Delivering);

    /// <summary>The source had nothing more to say.</summary>
    public static readonly SourceStatus Ended = new(SourceState.Ended);

    /// <summary>The source could not go on.</summary>
    public static SourceStatus Failed(string reason) => new(SourceState.Failed, reason);
}
