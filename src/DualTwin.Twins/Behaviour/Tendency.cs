using DualTwin.RaceModel.Belief;
using MathNet.Numerics.Distributions;

namespace DualTwin.Twins.Behaviour;

/// <summary>Turns a driver's deviation from the field into a place in the population of drivers.</summary>
internal static class Tendency
{
    // Standard deviation of a place that is uniform on 0…1: nothing known can be less sure than that.
    private const double Uniform = 0.2886751345948129;

    /// <summary>
    /// The place of a driver whose deviation is normal with <paramref name="mean"/> and <paramref name="variance"/>, in a population of
    /// drivers with standard deviation <paramref name="population"/>: the expected value of Φ(x/τ) in closed form, and its spread to first order.
    /// </summary>
    public static Estimate Place(double mean, double variance, double population)
    {
        var z = mean / population;
        var own = variance / (population * population);
        var place = Normal.CDF(0, 1, z / Math.Sqrt(1 + own));
        return new Estimate(place, Math.Min(Uniform, Normal.PDF(0, 1, z) * Math.Sqrt(own)));
    }

    /// <summary>Place from the <paramref name="sum"/> of <paramref name="count"/> deviations, shrunk as by <paramref name="prior"/> observations of none.</summary>
    public static Estimate Shrunk(double sum, int count, double prior, double population) =>
        Place(sum / (count + prior), population * population * prior / (count + prior), population);
}
