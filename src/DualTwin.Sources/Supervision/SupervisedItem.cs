using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Supervision;

/// <summary>What comes out of the supervisor: a frame, or word that the source has changed. Exactly one of the two is set.</summary>
/// <param name="Frame">A frame of the active source.</param>
/// <param name="Role">What the frame is good for.</param>
/// <param name="Change">A change of source, before the first frame of the new one.</param>
public readonly record struct SupervisedItem(Frame? Frame, FrameRole Role, SourceChange? Change);
