using DualTwin.RaceModel.Belief;

namespace DualTwin.Twins.Pace;

/// <summary>A coming lap by the car's trend alone.</summary>
/// <param name="Seconds">Its time, fuel included, with the scatter of single laps, s.</param>
/// <param name="FuelSeconds">What the fuel on board costs in it against a race's mean fuel, s.</param>
/// <param name="TyreSeconds">What the set costs in it against a new medium one, s.</param>
internal readonly record struct TrendLap(Estimate Seconds, double FuelSeconds, double TyreSeconds);
