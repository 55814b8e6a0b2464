namespace DualTwin.Telemetry.State;

/// <summary>A car that would be eliminated if the part of the qualifying ended now.</summary>
/// <param name="CarId">The car.</param>
/// <param name="Behind">By how much its best lap is slower than the slowest that goes through; null where it has no time, or that one has none.</param>
public readonly record struct CarBelowCut(string CarId, TimeSpan? Behind);
