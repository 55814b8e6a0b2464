using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Stops;

/// <summary>When a car stops next and what it fits then.</summary>
/// <param name="Probability">Probability of another tyre stop before the flag, 0…1.</param>
/// <param name="FirstLap">10th percentile of the lap at whose end it comes, given that it comes.</param>
/// <param name="MedianLap">Median of that lap.</param>
/// <param name="LastLap">90th percentile of that lap.</param>
/// <param name="Compounds">Probability of each set, by <see cref="TyreCompound"/>'s value, given that it comes; empty where nothing tells.</param>
public sealed record NextStop(double Probability, int FirstLap, int MedianLap, int LastLap, ImmutableArray<double> Compounds)
{
    private const double Early = 0.1;
    private const double Late = 0.9;

    /// <summary>The next stop of <paramref name="car"/>; null where nothing tells its stops or no lap is left for one.</summary>
    public static NextStop? Of(RaceBelief race, CarBelief car)
    {
        if (StopForecast.Of(race, car) is not { Laps: > 0 } stops)
        {
            return null;
        }

        var lap = car.LapsCompleted!.Value + 1;
        return new NextStop(
            stops.Any, lap + stops.Quantile(Early), lap + stops.Quantile(0.5), lap + stops.Quantile(Late), car.NextCompound.IsDefault ? [] : car.NextCompound);
    }
}
