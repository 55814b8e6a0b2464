using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Forecasting;

/// <summary>A tyre stop that a car means to make.</summary>
/// <param name="Lap">Lap at whose end it comes in, 1 or more.</param>
/// <param name="Compound">What it fits.</param>
public readonly record struct PlannedStop(int Lap, TyreCompound Compound);
