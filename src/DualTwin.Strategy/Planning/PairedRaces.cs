using DualTwin.RaceModel.Belief;
using MathNet.Numerics.Distributions;

namespace DualTwin.Strategy.Planning;

/// <summary>The same simulated races under two plans.</summary>
internal static class PairedRaces
{
    /// <summary>
    /// Time at the flag that counts as much as a place, s: it decides between plans that end in the same places, and hardly between others. A choice
    /// of ours, about the distance over which a late safety car or a slow stop still turns two cars round.
    /// </summary>
    public const double SecondsPerPlace = 60;

    // Even a plan that was better in every race may be worse in the next.
    private const double LeastSpread = 1e-3;

    /// <summary>By how many places <paramref name="other"/> ends behind <paramref name="plan"/>, with the standard error of that mean.</summary>
    public static Estimate Loss(PlanWatch plan, PlanWatch other) => Loss(plan, other, static _ => true);

    /// <summary>The same over the races that <paramref name="counts"/> picks; no number where it picks none.</summary>
    public static Estimate Loss(PlanWatch plan, PlanWatch other, Func<int, bool> counts)
    {
        var (races, sum, squares) = (0, 0.0, 0.0);
        for (var race = 0; race < Math.Min(plan.Races, other.Races); race++)
        {
            if (counts(race))
            {
                var loss = Loss(plan, other, race);
                (races, sum, squares) = (races + 1, sum + loss, squares + (loss * loss));
            }
        }

        var mean = sum / races;
        var variance = Math.Max(0, (squares / races) - (mean * mean));
        return new Estimate(mean, Math.Sqrt(variance / races));
    }

    /// <summary>Probability that the true mean of a difference is above zero, for all that so many races can tell, 0…1.</summary>
    public static double Sure(Estimate difference) => Normal.CDF(0, 1, difference.Mean / Math.Max(LeastSpread, difference.StandardDeviation));

    // A time counts only where both reach the flag.
    private static double Loss(PlanWatch plan, PlanWatch other, int race)
    {
        var seconds = other.Seconds[race] - plan.Seconds[race];
        return other.Place[race] - plan.Place[race] + (float.IsNaN(seconds) ? 0 : seconds / SecondsPerPlace);
    }
}
