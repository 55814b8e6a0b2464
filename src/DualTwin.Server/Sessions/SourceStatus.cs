using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sessions;

/// <summary>What the telemetry source is doing, and why where it stopped.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Reason">Why it is not delivering; null where it is, or where nothing tells.</param>
public sealed record SourceStatus(SourceState State, string? Reason = null)
{
    /// <summary>No frame came yet.</summary>
    public static readonly SourceStatus Waiting = new(SourceState.Waiting);

    /// <summary>Frames come.</summary>
    public static readonly SourceStatus Delivering = new(SourceState.Delivering);

    /// <summary>The source had nothing more to say.</summary>
    public static readonly SourceStatus Ended = new(SourceState.Ended);

    /// <summary>What the supervisor's <paramref name="status"/> means for readers.</summary>
    public static SourceStatus Of(SupervisorStatus status)
    {
        if (status.StandingIn)
        {
            return new SourceStatus(SourceState.StandingIn, WhyNoneDelivers(status));
        }

        var slot = status.Slots.FirstOrDefault(s => s.Name == status.Active) ?? status.Slots.FirstOrDefault();
        return slot?.Phase switch
        {
            SlotPhase.Delivering => Delivering,
            SlotPhase.Ended => Ended,
            SlotPhase.Stalled => new SourceStatus(SourceState.Stalled, slot.Cause),
            SlotPhase.Retrying or SlotPhase.Connecting when slot.FailedAttempts > 0 => Failed(slot.Cause),
            _ => Waiting,
        };
    }

    // Every source that is tried, each with what keeps it: the change to the stand-in was made for one of them, some time ago.
    private static string WhyNoneDelivers(SupervisorStatus status) => string.Join(
        "; ",
        status.Slots.Where(slot => slot.Phase != SlotPhase.Idle).Select(slot => slot.Phase == SlotPhase.Delivering
            ? $"{slot.Name}: it delivers again and has to prove itself first"
            : $"{slot.Name}: {slot.Cause}"));

    /// <summary>The source could not go on.</summary>
    public static SourceStatus Failed(string reason) => new(SourceState.Failed, reason);
}
