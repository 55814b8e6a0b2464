using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Stops;

/// <summary>A way in which a car can still drive its race.</summary>
/// <param name="Stops">Tyre stops in the whole race; 3 more than made stands for as many and more.</param>
/// <param name="Next">The set fitted at the next stop; null where no stop is left or nothing tells.</param>
/// <param name="Probability">Probability of it, 0…1.</param>
public readonly record struct PossibleStrategy(int Stops, TyreCompound? Next, double Probability)
{
    // Less likely than this is not worth a line: once in fifty races.
    private const double LeastProbability = 0.02;

    /// <summary>
    /// What is still possible for <paramref name="car"/>, most probable first. Number of stops and next set are taken as independent; what is
    /// less likely than one in fifty is left out. Empty where nothing tells.
    /// </summary>
    public static ImmutableArray<PossibleStrategy> Of(RaceBelief race, CarBelief car)
    {
        if (StopForecast.Of(race, car) is not { } stops)
        {
            return [];
        }

        Span<double> counts = stackalloc double[StopForecast.Counted];
        stops.Counts(counts);
        var found = new List<PossibleStrategy> { new(car.StopsMade, null, counts[0]) };
        for (var more = 1; more < counts.Length; more++)
        {
            if (car.NextCompound.IsDefaultOrEmpty)
            {
                found.Add(new PossibleStrategy(car.StopsMade + more, null, counts[more]));
                continue;
            }

            for (var c = 0; c < car.NextCompound.Length; c++)
            {
                found.Add(new PossibleStrategy(car.StopsMade + more, (TyreCompound)c, counts[more] * car.NextCompound[c]));
            }
        }

        return [.. found.Where(s => s.Probability >= LeastProbability).OrderByDescending(s => s.Probability).ThenBy(s => s.Stops).ThenBy(s => s.Next)];
    }
}
