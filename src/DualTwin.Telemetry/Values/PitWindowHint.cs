namespace DualTwin.Telemetry.Values;

/// <summary>The source's own word on the player's next stop: a reference value, not our estimate.</summary>
/// <param name="IdealLap">Lap it thinks best.</param>
/// <param name="LatestLap">Last lap it thinks possible.</param>
/// <param name="RejoinPosition">Position it expects after a stop now.</param>
public sealed record PitWindowHint(int? IdealLap, int? LatestLap, int? RejoinPosition);
