using System.Collections.Concurrent;
using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;
using DualTwin.Backtest.Scoring;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Laps;
using DualTwin.RaceModel.Stops;
using DualTwin.Session;

namespace DualTwin.Backtest;

/// <summary>Walks recorded races through the live pipeline and puts what it predicted beside what happened.</summary>
/// <param name="figures">The figures to predict a race with.</param>
public sealed class RaceBacktest(Func<RecordedRace, RaceFigures> figures)
{
    private readonly ConcurrentDictionary<RaceFigures, NextLapModel?> _models = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<RaceFigures, StopModel?> _stopModels = new(ReferenceEqualityComparer.Instance);

    /// <summary>Most races walked at a time; the number of processors where null.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether to put the planner's plans beside the strategies that were driven, which takes its time.</summary>
    public bool Decisions { get; init; }

    /// <summary>Told after each race: races done so far. Calls may come from any thread, one at a time.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>Walks <paramref name="races"/>; the result is in their order and does not depend on the number of threads.</summary>
    /// <exception cref="InvalidDataException">The archive's table of races lacks one of them.</exception>
    public IReadOnlyList<ScoredRace> Run(IReadOnlyList<RecordedRace> races, CancellationToken cancellationToken)
    {
        var scored = new ScoredRace[races.Count];
        var done = 0;
        var gate = new Lock();
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Threads ?? Environment.ProcessorCount };
        try
        {
            Parallel.For(0, races.Count, options, i =>
            {
                scored[i] = Walk(races[i]);
                lock (gate)
                {
                    Progress?.Invoke(++done);
                }
            });
        }
        catch (AggregateException e) when (e.InnerExceptions is [InvalidDataException inner, ..])
        {
            throw new InvalidDataException(inner.Message, e);
        }

        return scored;
    }

    private ScoredRace Walk(RecordedRace race)
    {
        if (race.Facts is null)
        {
            throw new InvalidDataException($"The table races holds no row for {race.Season} round {race.Round}, {race.Event}: its distance is needed.");
        }

        var fitted = figures(race);
        var options = new SessionPipelineOptions
        {
            Circuit = new CircuitIndex(fitted).FindOrGeneric,
            NextLap = _models.GetOrAdd(fitted, NextLapModel.Of),
            Stops = _stopModels.GetOrAdd(fitted, StopModel.Of),
        };
        return new ScoredRace(race, RacePredictions.Make(race, options, fitted.Field, Decisions));
    }
}
