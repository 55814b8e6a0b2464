using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>Asks what a change would make of a race: the same simulated races, with it and without.</summary>
public static class WhatIf
{
    /// <summary>Simulates both; each takes one core.</summary>
    /// <param name="outlook">The race as it is.</param>
    /// <param name="change">What is different.</param>
    /// <param name="races">Races, 1 or more.</param>
    /// <param name="seed">Seed of the races.</param>
    /// <param name="cancellationToken">Breaks off before either begins.</param>
    /// <exception cref="ArgumentException">The change does not fit the race.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static WhatIfAnswer Ask(RaceOutlook outlook, RaceChange change, int races, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(races, 1);
        Watch before = new(outlook, races);
        Watch after = new(outlook.With(change), races);
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken },
            () => new RaceSimulator(before.Outlook).Run(seed, 0, races, before),
            () => new RaceSimulator(after.Outlook).Run(seed, 0, races, after));
        var (was, becomes) = (RaceForecast.From(before.Outlook, before.Tally), RaceForecast.From(after.Outlook, after.Tally));
        return new WhatIfAnswer(races, outlook.LeaderLaps, [.. Enumerable.Range(0, outlook.Cars).Select(i => new CarChange
        {
            Before = was.Cars[i],
            After = becomes.Cars[i],
            PlacesLost = Lost(before, after, i),
            Rejoin = after.Plans[i] is { } plan ? RejoinOutlook.Of(plan) : null,
        })]);
    }

    private static Estimate Lost(Watch before, Watch after, int car)
    {
        var (sum, squares, races) = (0.0, 0.0, before.Races);
        for (var race = 0; race < races; race++)
        {
            double lost = after.Place(race, car) - before.Place(race, car);
            (sum, squares) = (sum + lost, squares + (lost * lost));
        }

        var mean = sum / races;
        return new Estimate(mean, Math.Sqrt(Math.Max(0, (squares / races) - (mean * mean)) / races));
    }

    // Counts the races, and remembers what became of each car in each.
    private sealed class Watch(RaceOutlook outlook, int races) : IRaceWatch
    {
        private readonly short[] _places = new short[races * outlook.Cars];
        private int _race;

        public RaceOutlook Outlook => outlook;

        public ForecastTally Tally { get; } = new(outlook);

        /// <summary>What becomes of the cars with a stop to make; null of the others.</summary>
        public PlanWatch?[] Plans { get; } =
            [.. outlook.Plans.Select((plan, i) => plan is { Stops.IsEmpty: false } ? new PlanWatch(outlook, i, races) : null)];

        public int Races => _race;

        public int Place(int race, int car) => _places[(race * outlook.Cars) + car];

        void IRaceWatch.Begin(ReadOnlySpan<float> wear)
        {
            foreach (IRaceWatch? plan in Plans)
            {
                plan?.Begin(wear);
            }
        }

        void IRaceWatch.Lap(int lap, ReadOnlySpan<int> order, int count, ReadOnlySpan<float> time, Neutralisation under, ReadOnlySpan<bool> stops)
        {
            ((IRaceWatch)Tally).Lap(lap, order, count, time, under, stops);
            foreach (IRaceWatch? plan in Plans)
            {
                plan?.Lap(lap, order, count, time, under, stops);
            }
        }

        void IRaceWatch.Finish(ReadOnlySpan<int> order, int classified)
        {
            ((IRaceWatch)Tally).Finish(order, classified);
            foreach (IRaceWatch? plan in Plans)
            {
                plan?.Finish(order, classified);
            }

            for (var place = 0; place < order.Length; place++)
            {
                _places[(_race * outlook.Cars) + order[place]] = (short)place;
            }

            _race++;
        }
    }
}
