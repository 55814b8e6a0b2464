using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Planning;

/// <summary>What a neutralisation before a plan's first stop would bring.</summary>
/// <param name="Probability">Probability that one comes out by the lap of that stop, 0…1.</param>
/// <param name="GainPlaces">Places by which the car finishes better if one does than if none does, with the standard error; null where too few races tell.</param>
public sealed record ChanceOutlook(double Probability, Estimate? GainPlaces)
{
    internal const int FewestRaces = 30;
}
