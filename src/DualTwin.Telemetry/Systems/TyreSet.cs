using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Systems;

/// <summary>One set of tyres that a car has for the event.</summary>
/// <param name="Compound">Relative compound.</param>
/// <param name="CompoundName">The compound as the source names it, upper case.</param>
/// <param name="Wear">Wear of the set, 0 new … 1.</param>
/// <param name="Available">Whether it may be fitted.</param>
/// <param name="Fitted">Whether it is on the car.</param>
/// <param name="LifeLaps">Laps that the source thinks it lasts. A reference value, not our estimate.</param>
/// <param name="LapDelta">Lap time against the fitted set, by the source. A reference value, not our estimate.</param>
public sealed record TyreSet(
    Compound? Compound, string? CompoundName, double? Wear, bool Available, bool Fitted, int? LifeLaps, TimeSpan? LapDelta);
