namespace DualTwin.Telemetry.Frames;

/// <summary>What a source says of a visit to the pit lane that is over, whichever it was; null says nothing.</summary>
/// <param name="Lap">The lap in which the car entered, 1 or more.</param>
/// <param name="LeftAt">Session time of leaving the lane.</param>
/// <param name="LaneTime">Time in the pit lane.</param>
/// <param name="StationaryTime">Time at standstill in the box.</param>
public readonly record struct PitVisitUpdate(int Lap, TimeSpan? LeftAt, TimeSpan? LaneTime, TimeSpan? StationaryTime);
