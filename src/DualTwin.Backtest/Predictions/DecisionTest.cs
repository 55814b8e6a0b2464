using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Circuits;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;

namespace DualTwin.Backtest.Predictions;

/// <summary>
/// Puts the plan that the planner makes after the first lap beside the strategy that was driven, in the same simulated races: rivals stop in them as the
/// Field Twin expects, and a neutralisation brings a stop of either forward alike. Method and limits: docs/models/planner.md.
/// </summary>
internal static class DecisionTest
{
    private const int FirstLap = 1;
    private const int Races = 400;

    // Neither the races in which the plan was found nor those of other laps.
    private const ulong Seed = 7_000_001;

    private static readonly PlanBudget Budget = new(24, 32, 256);

    /// <summary>The comparison for the car that has just completed its first lap; null on other laps and where the driven strategy cannot be simulated.</summary>
    /// <remarks>
    /// Left out are races with rain or a suspension, whose stops answer what a simulated dry race does not hold; cars that were not classified; and strategies
    /// with a compound that nobody recorded, or more than three stops.
    /// </remarks>
    public static DecisionOutcome? Of(RecordedRace race, LapKey key, WalkedLap walked, FieldFigures field)
    {
        if (key.Lap != FirstLap || race.WetShare > 0 || race.Suspended || walked.Car.Finish is null || Driven(race, walked.Car) is not { } driven
            || RaceOutlook.From(walked.View.Belief, field, FirstLap) is not { } outlook || !StopPlanRules.Check(outlook, key.Driver, driven.Stops).IsEmpty)
        {
            return null;
        }

        var planned = PlanSearch.Search(outlook, key.Driver, null, Budget, FirstLap, 1, CancellationToken.None).Outcomes[0].Plan;
        var both = PlanSearch.Compare(outlook, key.Driver, [planned, driven], Races, Seed, 1, CancellationToken.None);
        var ours = both.First(o => o.Plan.Equals(planned));
        var theirs = both.First(o => o.Plan.Equals(driven));
        return new DecisionOutcome(key, theirs.Loss.Mean - ours.Loss.Mean, planned.Stops.Length, driven.Stops.Length);
    }

    private static StopPlan? Driven(RecordedRace race, RecordedCar car)
    {
        var stops = new List<PlannedStop>();
        foreach (var stop in race.Stops.Where(s => s.Driver == car.Driver && s.Lap > FirstLap).OrderBy(s => s.Lap))
        {
            if (car.Lap(stop.Lap + 1)?.Compound is not { } compound)
            {
                return null;
            }

            stops.Add(new PlannedStop(stop.Lap, compound));
        }

        return stops.Count > StopPlanRules.MostStops ? null : new StopPlan { Stops = [.. stops] };
    }
}
