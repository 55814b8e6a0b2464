using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing;

/// <summary>One source in the supervisor's order.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type as in the configuration.</param>
/// <param name="Phase"><c>idle</c>, <c>connecting</c>, <c>delivering</c>, <c>stalled</c>, <c>retrying</c> or <c>ended</c>.</param>
/// <param name="Cause">Why it is in that phase.</param>
/// <param name="FailedAttempts">Failed attempts to connect in a row.</param>
/// <param name="StallLimitSeconds">Silence that is allowed, s.</param>
/// <param name="Messages">Messages read by the current attempt.</param>
/// <param name="Repeats">Messages of it that said the same as the one before, time included: they count as silence.</param>
/// <param name="Notices">What the user should know of the source now, a sentence each: what is missing, and why.</param>
public sealed record SourceSlotReport(
    string Name, string Type, string Phase, string Cause, int FailedAttempts, double StallLimitSeconds, long Messages, long Repeats,
    IReadOnlyList<string> Notices)
{
    internal static SourceSlotReport Of(SlotStatus slot) => new(
        slot.Name, slot.Type, NameOf(slot.Phase), slot.Cause, slot.FailedAttempts, slot.StallLimitSeconds, slot.Messages, slot.Repeats, slot.Notices);

    /// <summary>The name of <paramref name="phase"/> in the public schema.</summary>
    internal static string NameOf(SlotPhase phase) => phase switch
    {
        SlotPhase.Idle => "idle",
        SlotPhase.Connecting => "connecting",
        SlotPhase.Delivering => "delivering",
        SlotPhase.Stalled => "stalled",
        SlotPhase.Retrying => "retrying",
        SlotPhase.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No such phase."),
    };
}
