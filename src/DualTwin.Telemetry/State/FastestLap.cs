namespace DualTwin.Telemetry.State;

/// <summary>The fastest lap of a session.</summary>
/// <param name="CarId">Who drove it.</param>
/// <param name="Lap">Its number, where known.</param>
/// <param name="Time">Its time.</param>
public sealed record FastestLap(string CarId, int? Lap, TimeSpan Time);
