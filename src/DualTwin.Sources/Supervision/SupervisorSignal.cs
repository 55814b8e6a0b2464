using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Supervision;

/// <summary>What reaches the supervisor's loop.</summary>
internal readonly record struct SupervisorSignal(SupervisorSignal.Kinds Kind, SlotRunner? Runner, int Attempt, Frame? Frame, string? Cause, bool InUse = false)
{
    public enum Kinds
    {
        Tick,
        Wake,
        Frame,
        End,
        Loss,
    }

    public static readonly SupervisorSignal Tick = new(Kinds.Tick, null, 0, null, null);

    public static readonly SupervisorSignal Wake = new(Kinds.Wake, null, 0, null, null);

    public static SupervisorSignal OfFrame(SlotRunner runner, int attempt, Frame frame) => new(Kinds.Frame, runner, attempt, frame, null);

    public static SupervisorSignal OfEnd(SlotRunner runner, int attempt) => new(Kinds.End, runner, attempt, null, null);

    public static SupervisorSignal OfLoss(SlotRunner runner, int attempt, string cause, bool inUse = false) =>
        new(Kinds.Loss, runner, attempt, null, cause, inUse);
}
