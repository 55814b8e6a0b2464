using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>A car's gaps; null is what OpenF1 says of the leader, and of cars of which it knows none.</summary>
internal readonly record struct GapDocument(Gap? ToLeader, Gap? Interval);
