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

    // A plan is changed for one that is better by this many places and by three standard errors: of some thirty plans one looks better by two through
    // luck alone, and a crew that is called in and out again loses more than a twentieth of a place.
    private const double LeastGain = 0.05;
    private const double SureErrors = 3;

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
    /// <returns>The strategy; null where the car does not run, or has no lap left at whose end it could stop.</returns>
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
        var found = PlanSearch.Search(outlook, carId, plan is null ? [] : [plan], budget, seed, threads, cancellationToken);
        var kept = plan is null ? null : found.FirstOrDefault(o => o.Plan.Equals(plan));
        var keeps = kept is not null && kept.Loss.Mean <= Math.Max(LeastGain, SureErrors * kept.Loss.StandardDeviation);
        var best = keeps ? kept! : found[0];
        var strategy = new CarStrategy
        {
            CarId = carId,
            Lap = lap,
            TotalLaps = outlook.Laps,
            StopsMade = belief.Cars[car].StopsMade,
            Plans = OfOtherKinds(best, found),
            Kept = keeps && !ReferenceEquals(best, found[0]),
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
