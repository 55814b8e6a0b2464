using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>What each call in the lap now driven comes to: as things stand, and if a virtual or a real safety car came out this moment.</summary>
internal static class CallOptions
{
    private static readonly Neutralisation[] Cautions = [Neutralisation.VirtualSafetyCar, Neutralisation.SafetyCar];

    /// <summary>The options of a car whose plans have been searched; those as things stand first, each kind from the best to the worst.</summary>
    public static IEnumerable<CallOption> Of(
        RaceOutlook outlook, string carId, IReadOnlyList<PlanOutcome> found, PlanBudget budget, ulong seed, int threads, CancellationToken cancellationToken)
    {
        foreach (var call in found.DistinctBy(o => o.Call))
        {
            yield return new CallOption(outlook.Neutralisation, false, call);
        }

        if (outlook.Neutralisation != Neutralisation.None)
        {
            yield break;
        }

        // What was best of each call under green is not always so under a caution, but hardly another compound or number of stops is.
        var plans = found.DistinctBy(o => o.Call).Select(o => o.Plan).ToArray();
        foreach (var caution in Cautions)
        {
            // Whoever stays out means to stay out under this one, which comes out in the leader's lap; the next may bring its stop forward.
            var changed = outlook.With(new RaceChange { CautionNow = caution });
            var steadfast = plans.Select(p => p with { FirstChanceLap = outlook.LeaderLaps + 2 });
            foreach (var outcome in PlanSearch.Compare(changed, carId, steadfast, budget.MostRaces, seed, threads, cancellationToken))
            {
                yield return new CallOption(caution, true, outcome);
            }
        }
    }
}
