using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>
/// Finds the plan under which a car is expected to finish best. All plans meet the same simulated races; after each round the worse half drops out, so
/// that most races go to plans that matter (successive halving, Karnin, Koren and Somekh 2013). The best plan of each call stays in to the end.
/// What comes out does not depend on the number of threads.
/// </summary>
public sealed class PlanSearch
{
    private readonly RaceOutlook _outlook;
    private readonly int _car;
    private readonly ulong _seed;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly List<Runner> _runners;

    private PlanSearch(RaceOutlook outlook, int car, IEnumerable<StopPlan> plans, int most, ulong seed, int threads, CancellationToken cancellationToken)
    {
        (_outlook, _car, _seed, _threads, _cancellationToken) = (outlook, car, seed, threads, cancellationToken);
        _runners = [.. plans.Select(plan => new Runner(outlook, car, plan, most))];
    }

    // A plan is changed for one that is better by this many places and by three standard errors: of some thirty plans one looks better by two through
    // luck alone, and a crew that is called in and out again loses more than a twentieth of a place.
    private const double LeastGain = 0.05;
    private const double SureErrors = 3;

    /// <summary>Searches the plans of a car.</summary>
    /// <param name="outlook">The race.</param>
    /// <param name="carId">The car; it must be running.</param>
    /// <param name="standing">The plan that stands, which is followed unless another is surely better; null where none does.</param>
    /// <param name="budget">How much to simulate.</param>
    /// <param name="seed">Seed of the races.</param>
    /// <param name="threads">Most threads, 1 or more.</param>
    /// <param name="cancellationToken">Breaks off between two rounds.</param>
    /// <exception cref="ArgumentException">The car is not in the race, or out of it.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static PlanChoice Search(
        RaceOutlook outlook, string carId, StopPlan? standing, PlanBudget budget, ulong seed, int threads, CancellationToken cancellationToken)
    {
        var car = Running(outlook, carId);
        var found = PlanCandidates.Of(outlook, car, budget.Plans);
        var plans = standing is null ? found : found.Prepend(standing).Distinct();
        return new PlanSearch(outlook, car, plans, budget.MostRaces, seed, threads, cancellationToken).Halve(budget, standing);
    }

    /// <summary>Compares given plans of a car over the same races, all of them to the end; the best first.</summary>
    /// <param name="outlook">The race.</param>
    /// <param name="carId">The car; it must be running.</param>
    /// <param name="plans">The plans, one or more.</param>
    /// <param name="races">Races of each.</param>
    /// <param name="seed">Seed of the races.</param>
    /// <param name="threads">Most threads, 1 or more.</param>
    /// <param name="cancellationToken">Breaks off between two plans.</param>
    /// <exception cref="ArgumentException">The car is not in the race, or out of it.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static IReadOnlyList<PlanOutcome> Compare(
        RaceOutlook outlook, string carId, IEnumerable<StopPlan> plans, int races, ulong seed, int threads, CancellationToken cancellationToken)
    {
        var search = new PlanSearch(outlook, Running(outlook, carId), plans, races, seed, threads, cancellationToken);
        search.Run(0, races);
        search.Rank();
        return search.Outcomes(search._runners[0]);
    }

    private static int Running(RaceOutlook outlook, string carId) => outlook.Find(carId) is { } car && outlook.Condition.Cars[car].Running
        ? car
        : throw new ArgumentException($"Car '{carId}' does not run in this race.", nameof(carId));

    private PlanChoice Halve(PlanBudget budget, StopPlan? standing)
    {
        for (var (done, races) = (0, budget.FirstRaces); done < budget.MostRaces; (done, races) = (races, Math.Min(2 * races, budget.MostRaces)))
        {
            Run(done, races);
            if (races < budget.MostRaces)
            {
                DropWorse(standing);
            }
        }

        Rank();
        var stands = standing is null ? null : _runners.Find(r => r.Plan.Equals(standing));
        var loss = stands is null ? default : PairedRaces.Loss(_runners[0].Watch, stands.Watch);
        var keeps = stands is not null && loss.Mean <= Math.Max(LeastGain, SureErrors * loss.StandardDeviation);
        var chosen = keeps ? stands! : _runners[0];
        return new PlanChoice([.. Outcomes(chosen)], !ReferenceEquals(chosen, _runners[0]));
    }

    private void Run(int from, int to) => Parallel.ForEach(
        _runners,
        new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = _cancellationToken },
        runner => runner.Simulator.Run(_seed, from, to, runner.Watch));

    private void DropWorse(StopPlan? standing)
    {
        Rank();
        var stay = _runners.Take((_runners.Count + 1) / 2).Union(_runners.GroupBy(r => r.Call).Select(g => g.First())).Union(_runners.Where(r => r.Plan.Equals(standing))).ToHashSet();
        _runners.RemoveAll(r => !stay.Contains(r));
    }

    // Against one and the same of them: the luck that all share falls out.
    private void Rank()
    {
        var reference = _runners[0].Watch;
        var ranked = _runners.Select((Runner, At) => (Runner, At, PairedRaces.Loss(reference, Runner.Watch).Mean)).OrderBy(r => r.Mean).ThenBy(r => r.At).ToArray();
        _runners.Clear();
        _runners.AddRange(ranked.Select(r => r.Runner));
    }

    private PlanOutcome[] Outcomes(Runner chosen) =>
        [.. _runners.OrderBy(r => ReferenceEquals(r, chosen) ? 0 : 1).Select(r => Of(r, chosen))];

    private static PlanOutcome Of(Runner runner, Runner best)
    {
        var watch = runner.Watch;
        var places = watch.Place.ToArray();
        Array.Sort(places);
        var isBest = ReferenceEquals(runner, best);
        var loss = isBest ? default : PairedRaces.Loss(best.Watch, watch);
        var trigger = isBest ? null : TriggerSearch.Find(best.Plan, best.Watch, runner.Plan, watch);
        return new PlanOutcome
        {
            Plan = runner.Plan,
            Call = runner.Call,
            Races = watch.Races,
            FinishMean = places.Average(p => (double)p),
            FinishP10 = Percentile.Low(places),
            FinishP90 = Percentile.High(places),
            Loss = loss,
            Better = isBest ? null : 1 - PairedRaces.Sure(loss),
            Rejoin = runner.Plan.Stops.IsEmpty ? null : RejoinOutlook.Of(watch),
            Chance = ChanceOf(runner.Plan, watch),
            Trigger = trigger?.Trigger,
            TriggerGain = trigger?.Gain,
        };
    }

    private static ChanceOutlook? ChanceOf(StopPlan plan, PlanWatch watch)
    {
        if (plan.Stops is not [var first, ..])
        {
            return null;
        }

        var (with, without) = (new List<double>(), new List<double>());
        for (var race = 0; race < watch.Races; race++)
        {
            (watch.Caution[race] is > 0 and var lap && lap <= first.Lap ? with : without).Add(watch.Place[race]);
        }

        return new ChanceOutlook((double)with.Count / watch.Races, with.Count < ChanceOutlook.FewestRaces || without.Count < ChanceOutlook.FewestRaces
            ? null
            : new Estimate(without.Average() - with.Average(), Math.Sqrt(ErrorSquared(with) + ErrorSquared(without))));

        static double ErrorSquared(List<double> places)
        {
            var mean = places.Average();
            return places.Average(p => (p - mean) * (p - mean)) / places.Count;
        }
    }

    private sealed class Runner(RaceOutlook outlook, int car, StopPlan plan, int most)
    {
        public StopPlan Plan { get; } = plan;

        public StopCall Call { get; } = PlanCandidates.CallOf(plan, outlook, car);

        public PlanWatch Watch { get; } = new(outlook, car, most);

        public RaceSimulator Simulator { get; } = new(outlook.With(new RaceChange { Plans = RaceChange.NoPlans.Add(outlook.CarIds[car], plan) }));
    }
}
