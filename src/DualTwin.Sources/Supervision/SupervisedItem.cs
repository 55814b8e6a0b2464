using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Supervision;

/// <summary>
/// What comes out of the supervisor: a frame, word that the source has changed, or a new status. One of them is set, or none where the
/// reader was woken (<see cref="SourceSupervisor.Wake"/>).
/// </summary>
/// <param name="Frame">A frame of the active source.</param>
/// <param name="Role">What the frame is good for.</param>
/// <param name="Change">A change of source, before the first frame of the new one.</param>
/// <param name="Status">The supervisor's status after a source has moved from phase to phase.</param>
public readonly record struct SupervisedItem(Frame? Frame, FrameRole Role, SourceChange? Change, SupervisorStatus? Status)
{
    internal static readonly SupervisedItem Woken;

    internal static SupervisedItem Of(Frame frame, FrameRole role) => new(frame, role, null, null);

    internal static SupervisedItem Of(SourceChange change) => new(null, FrameRole.Measured, change, null);

    internal static SupervisedItem Of(SupervisorStatus status) => new(null, FrameRole.Measured, null, status);
}
