using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Duels;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>Works out what a car should do. Equal states, budgets and standing plans give equal answers.</summary>
public static class CarStrategist
{
    private const int MostPlans = 3;
    private const int OtherKindLaps = 5;

    private const double DuelSeconds = 10;

    /// <summary>The strategy of a car.</summary>
    /// <param name="belief">What the twins believe.</param>
    /// <param name="outlook">The same, laid out.</param>
    /// <param name="carId">The car.</param>
    /// <param name="standing">What was said last, of the same session; null where nothing was.</param>
    /// <param name="budget">How much to simulate.</param>
    /// <param name="seed">Seed of the races.</param>
    /// <param name="threads">Most threads, 1 or more.</param>
    /// <param name="cancellationToken">Breaks off between two rounds.</param>
    /// <returns>The strategy; null where the car does not run, or has ended its last lap.</returns>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static CarStrategy? Advise(
        RaceBelief belief, RaceOutlook outlook, string carId, CarStrategy? standing, PlanBudget budget, ulong seed, int threads,
        CancellationToken cancellationToken)
    {
        if (outlook.Find(carId) is not { } car || !outlook.Condition.Cars[car].Running || outlook.LapsDone[car] >= outlook.Laps)
        {
            return null;
        }

        var lap = outlook.LapsDone[car] + 1;
        var plan = Standing(belief.Cars[car], lap, standing);
        if (plan is not null && !StopPlanRules.Check(outlook, carId, plan.Stops).IsEmpty)
        {
            // Another compound was fitted than was planned, say, so that what is left of the plan does not keep to the rules.
            plan = null;
        }

        var (found, kept) = PlanSearch.Search(outlook, carId, plan, budget, seed, threads, cancellationToken);
        var strategy = new CarStrategy
        {
            CarId = carId,
            Lap = lap,
            TotalLaps = outlook.Laps,
            StopsMade = belief.Cars[car].StopsMade,
            Plans = OfOtherKinds(found[0], found),
            Kept = kept,
            Calls = [.. CallOptions.Of(outlook, carId, found, budget, seed, threads, cancellationToken)],
            Duels = Duels(belief, belief.Cars[car]),
        };
        return strategy with { Recommendations = Recommender.Of(belief, belief.Cars[car], strategy) };
    }

    // What is left of the plan that stood; null where it was not kept to.
    private static StopPlan? Standing(CarBelief car, int lap, CarStrategy? standing)
    {
        if (standing is not { Plans: [{ Plan: var plan }, ..] } || !string.Equals(standing.CarId, car.CarId, StringComparison.Ordinal)
            || car.StopsMade < standing.StopsMade || lap < standing.Lap)
        {
            return null;
        }

        var made = car.StopsMade - standing.StopsMade;
        return made > plan.Stops.Length || (made < plan.Stops.Length && plan.Stops[made].Lap < lap)
            ? null
            : plan with { Stops = plan.Stops[made..] };
    }

    private static ImmutableArray<PlanOutcome> OfOtherKinds(PlanOutcome best, IReadOnlyList<PlanOutcome> found)
    {
        var plans = new List<PlanOutcome> { best };
        foreach (var outcome in found)
        {
            if (plans.Count < MostPlans && plans.TrueForAll(p => OtherKind(p.Plan, outcome.Plan)))
            {
                plans.Add(outcome);
            }
        }

        return [.. plans];
    }

    private static bool OtherKind(StopPlan a, StopPlan b) => a.Stops.Length != b.Stops.Length
        || (a.Stops is [var first, ..] && b.Stops is [var other, ..]
            && (first.Compound != other.Compound || Math.Abs(first.Lap - other.Lap) >= OtherKindLaps));

    private static ImmutableArray<StopDuelOutlook> Duels(RaceBelief belief, CarBelief ours)
    {
        var duels = new List<StopDuelOutlook>();
        foreach (var rival in belief.Cars)
        {
            if (!ReferenceEquals(rival, ours) && rival is { Running: true, InPitLane: false } && !ours.InPitLane
                && ours.GapToLeaderSeconds - rival.GapToLeaderSeconds is { } gap && Math.Abs(gap) <= DuelSeconds)
            {
                var (ahead, behind) = gap >= 0 ? (rival, ours) : (ours, rival);
                if (StopDuel.Of(belief, behind, ahead) is { } under && StopDuel.Of(belief, ahead, behind) is { } over)
                {
                    duels.Add(new StopDuelOutlook(rival.CarId, gap, under.FirstGains(Math.Abs(gap)), over.SecondGains(Math.Abs(gap))));
                }
            }
        }

        return [.. duels.OrderBy(d => d.GapSeconds < 0).ThenBy(d => Math.Abs(d.GapSeconds))];
    }
}
