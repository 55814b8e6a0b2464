using System.Collections.Immutable;
using DualTwin.Strategy.Openings;

namespace DualTwin.Strategy.Alerts;

/// <summary>Something relevant to our car that changed, told once.</summary>
/// <param name="Kind">What.</param>
/// <param name="Lap">Our lap in which it was told, 1 or more.</param>
/// <param name="Opening">Which opening, for the two kinds that tell of one.</param>
/// <param name="CarIds">The rivals it is about, in the order in which they came to it; empty where it is about us alone.</param>
public sealed record StrategyAlert(AlertKind Kind, int Lap, OpeningType? Opening, ImmutableArray<string> CarIds);
