using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>A race with what was predicted of it and what happened in it.</summary>
public sealed class ScoredRace
{
    /// <summary>Puts the two side by side.</summary>
    /// <exception cref="InvalidDataException">The archive's table of races does not hold the race.</exception>
    public ScoredRace(RecordedRace race, RacePredictions predictions)
    {
        Race = race;
        Predictions = predictions;
        var byKey = predictions.Laps.ToDictionary(p => p.Key);
        var truth = RaceTruth.Of(race);
        Rows = [.. truth.Select(row => new ScoredRow(row, byKey.GetValueOrDefault(row.Key)))];
        UndercutPairs = [.. UndercutScore.Pairs(truth)];
    }

    /// <summary>The record.</summary>
    public RecordedRace Race { get; }

    /// <summary>What was predicted.</summary>
    public RacePredictions Predictions { get; }

    /// <summary>One row for each driver and completed lap.</summary>
    public IReadOnlyList<ScoredRow> Rows { get; }

    /// <summary>Undercuts tried.</summary>
    public IReadOnlyList<UndercutPair> UndercutPairs { get; }
}
