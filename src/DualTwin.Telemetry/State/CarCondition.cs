namespace DualTwin.Telemetry.State;

/// <summary>What a source says of a car's condition; null where it says nothing.</summary>
/// <param name="InPit">In pit lane or garage.</param>
/// <param name="Stopped">Standing on or beside the track.</param>
/// <param name="Retired">Out of the session.</param>
/// <param name="Finished">Has taken the flag.</param>
/// <param name="StoppedOnLap">The leader's lap when the car stopped.</param>
public readonly record struct CarCondition(bool? InPit, bool? Stopped, bool? Retired, bool Finished, int? StoppedOnLap);
