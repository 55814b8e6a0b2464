using System.Diagnostics;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;

namespace DualTwin.Bench;

/// <summary>Whole races of 20 cars with 50 laps to go: the forecast's simulator beside the sampler, one race at a time, in the same run.</summary>
internal static class ForecastBench
{
    private const int Cars = 20;
    private const int Laps = 60;
    private const int LapsDone = 10;
    private const int Races = 10_000;
    private const int Rounds = 7;
    private const int BaselineRaces = 200;
    private const int Part = 250;
    private const double GoalSeconds = 0.25;
    private const double GoalRatio = 6;
    private const double GoalSpeedUpPerCore = 0.9;
    private const int GoalCores = 2;
    private const int CoarseRaces = 500;
    private const int WhatIfRaces = 2500;
    private const double GoalCoarse = 50;
    private const double GoalWhatIf = 300;
    private const double MillisecondsPerSecond = 1000;

    public static bool Run()
    {
        var belief = Belief();
        var field = CircuitCatalogue.Figures.Field;
        var outlook = RaceOutlook.From(belief, field, 1)!;
        Console.WriteLine($"Forecast: {Races} races, {Cars} cars, {Laps - LapsDone} laps to go");
        var workers = Enumerable.Range(0, GoalCores).Select(_ => (Simulator: new RaceSimulator(outlook), Tally: new ForecastTally(outlook))).ToArray();
        Simulate(workers, GoalCores);
        var one = Median(() => Simulate(workers, 1));
        var two = Median(() => Simulate(workers, GoalCores));
        var start = BeliefCondition.From(belief, field, 1);
        var baseline = Median(() =>
        {
            for (var race = 0; race < BaselineRaces; race++)
            {
                var sampler = new RaceSampler(start.Parameters, start.Condition, (ulong)race);
                while (sampler.Step().Count > 0)
                {
                }
            }
        });
        var bytes = Allocated(workers[0]);
        var ratio = baseline / BaselineRaces / (one / Races);
        Console.WriteLine($"  on 1 core {one:F3} s, on {GoalCores} {two:F3} s (goal {GoalSeconds} s): {one / two / GoalCores:F2} speed-up per core (goal {GoalSpeedUpPerCore})");
        Console.WriteLine($"  {Races / two:F0} races/s; the sampler, one core, {BaselineRaces / baseline:F0} races/s: {ratio:F0} times faster a core (goal {GoalRatio})");
        Console.WriteLine($"  {bytes} B allocated in {Part} races after warm-up (goal 0)");
        var coarse = Median(() => RaceForecast.Make(RaceOutlook.From(belief, field, 1)!, CoarseRaces, 1)) * MillisecondsPerSecond;
        var advice = Median(() => CarStrategist.Advise(belief, outlook, "10", null, PlanBudget.Coarse, 1, 1, CancellationToken.None)) * MillisecondsPerSecond;
        var fine = Median(() => CarStrategist.Advise(belief, outlook, "10", null, PlanBudget.Fine, 1, 1, CancellationToken.None)) * MillisecondsPerSecond;
        var change = new RaceChange { CautionNow = Neutralisation.SafetyCar };
        var whatIf = Median(() => WhatIf.Ask(outlook, change, WhatIfRaces, 1, CancellationToken.None)) * MillisecondsPerSecond;
        Console.WriteLine($"  coarse forecast of {CoarseRaces} races on one core {coarse:F0} ms (goal {GoalCoarse}); coarse strategy after it {advice:F0} ms, fine {fine:F0} ms");
        Console.WriteLine($"  what-if of {WhatIfRaces} races with and without {whatIf:F0} ms (goal {GoalWhatIf})");
        return coarse <= GoalCoarse && whatIf <= GoalWhatIf && two <= GoalSeconds && ratio >= GoalRatio && bytes == 0 && one / two / GoalCores >= GoalSpeedUpPerCore;
    }

    private static void Simulate((RaceSimulator Simulator, ForecastTally Tally)[] workers, int cores)
    {
        var each = Races / cores;
        Parallel.For(0, cores, new ParallelOptions { MaxDegreeOfParallelism = cores }, w =>
            workers[w].Simulator.Run(7, w * each, (w + 1) * each, workers[w].Tally));
    }

    private static long Allocated((RaceSimulator Simulator, ForecastTally Tally) worker)
    {
        worker.Simulator.Run(7, 0, Part, worker.Tally);
        var before = GC.GetAllocatedBytesForCurrentThread();
        worker.Simulator.Run(7, 0, Part, worker.Tally);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Median(Action action)
    {
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            action();
            times[round] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }

    private static RaceBelief Belief() => new()
    {
        IsRace = true,
        Underway = true,
        TotalLaps = Laps,
        LeaderLap = LapsDone + 1,
        Circuit = CircuitCatalogue.Find("Barcelona"),
        Cars = [.. Enumerable.Range(0, Cars).Select(Car)],
    };

    private static CarBelief Car(int i) => new()
    {
        CarId = $"{i + 1}",
        Position = i + 1,
        LapsCompleted = LapsDone,
        LastCrossingSeconds = 900 + (1.5 * i),
        GapToLeaderSeconds = 1.5 * i,
        Running = true,
        CleanAirPaceSeconds = new Estimate(82 + (0.08 * i), 0.1),
        LapNoiseSeconds = 0.35,
        Tyres = new TyreBelief
        {
            Compound = i % 3 == 0 ? TyreCompound.Soft : TyreCompound.Medium,
            AgeLaps = LapsDone,
            DegradationSecondsPerLap = new Estimate(0.06, 0.02),
            LifeLaps = new Estimate(22, 5),
        },
        StopHazard = [.. Enumerable.Range(0, Laps - LapsDone - 1).Select(lap => lap < 40 ? Math.Min(0.2, 0.01 + (0.005 * lap)) : 0.01)],
        NextCompound = [0.1, 0.4, 0.5, 0, 0],
    };
}
