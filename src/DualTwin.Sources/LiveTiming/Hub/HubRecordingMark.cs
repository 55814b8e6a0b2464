using DualTwin.Sources.Replay;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>A place in what a client of the hub wrote.</summary>
/// <param name="Messages">Messages before it, those of the snapshot's topics included.</param>
/// <param name="Intake">What is known there; to be copied.</param>
internal sealed record HubRecordingMark(long Messages, LiveTimingIntake Intake) : RecordingMark;
