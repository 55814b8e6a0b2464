namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>A visit to the pit lane, told after the car has left it.</summary>
/// <param name="Lap">The lap in which it entered.</param>
/// <param name="Date">When it was told (UTC).</param>
/// <param name="Lane">Time in the lane.</param>
/// <param name="Stop">Time at standstill.</param>
internal sealed record PitDocument(int Lap, DateTimeOffset? Date, TimeSpan? Lane, TimeSpan? Stop);
