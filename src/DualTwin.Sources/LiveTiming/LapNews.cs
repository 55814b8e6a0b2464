namespace DualTwin.Sources.LiveTiming;

/// <summary>What a message made known of a car's laps.</summary>
/// <param name="Completed">Complete laps, where the number changed or was said.</param>
/// <param name="Time">Time of the last complete lap, where it became known.</param>
internal readonly record struct LapNews(int? Completed, TimeSpan? Time);
