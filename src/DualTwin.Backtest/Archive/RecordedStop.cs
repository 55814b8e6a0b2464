namespace DualTwin.Backtest.Archive;

/// <summary>A visit to the pit lane that changed tyres.</summary>
/// <param name="Driver">The driver's code.</param>
/// <param name="Lap">The lap at whose end the car came in.</param>
/// <param name="LaneSeconds">Time between the pit lane's entry and exit lines, s.</param>
/// <param name="StationarySeconds">Time at a standstill, s; null where nobody measured it.</param>
public sealed record RecordedStop(string Driver, int Lap, double? LaneSeconds, double? StationarySeconds);
