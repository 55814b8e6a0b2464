using DualTwin.RaceModel.Belief;

namespace DualTwin.Twins.Wear;

/// <summary>What one car's laps on one compound say of its wear, the shape over age taken out.</summary>
/// <param name="Compound">The compound; null where no source tells it.</param>
/// <param name="Weight">Laps, those that begin a set counted as a quarter.</param>
/// <param name="Mean">Weighed mean of the logarithm of the wear that a lap adds.</param>
internal readonly record struct WearCell(TyreCompound? Compound, double Weight, double Mean)
{
    /// <summary>The cell after another lap.</summary>
    public WearCell After(double logarithm, double weight) =>
        this with { Weight = Weight + weight, Mean = Mean + (weight / (Weight + weight) * (logarithm - Mean)) };
}
