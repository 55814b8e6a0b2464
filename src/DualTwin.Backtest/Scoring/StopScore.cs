using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>Probabilities of a tyre stop within some laps.</summary>
internal static class StopScore
{
    public static IEnumerable<Figure> Of(IReadOnlyCollection<ScoredRow> rows, int laps)
    {
        var name = $"pit_next_{laps}";
        var (probabilities, happened) = Pairs(rows, laps);
        var asked = rows.Count(r => r.Truth.Left >= 1);
        yield return new(name + ".predicted", (double)probabilities.Length / Math.Max(1, asked));
        if (!happened.Contains(true) || !happened.Contains(false))
        {
            yield break;
        }

        var rate = happened.Count(h => h) / (double)happened.Length;
        yield return new(name + ".auc", RankStatistics.Auc(probabilities, happened));
        yield return new(name + ".brier", RankStatistics.Brier(probabilities, happened));
        yield return new(name + ".base_brier", rate * (1 - rate));
        yield return new(name + ".ece", RankStatistics.CalibrationError(probabilities, happened));
        yield return new(name + ".best_f1", RankStatistics.BestF1(probabilities, happened));
    }

    /// <summary>What was predicted and whether it happened, of rows with a lap to go.</summary>
    public static (double[] Probabilities, bool[] Happened) Pairs(IReadOnlyCollection<ScoredRow> rows, int laps)
    {
        var pairs = rows.Where(r => r.Truth.Left >= 1)
            .Select(r => (Probability: Of(r.Prediction, laps), r.Truth))
            .Where(r => r.Probability is not null)
            .ToArray();
        return ([.. pairs.Select(p => Math.Clamp(p.Probability!.Value, 0, 1))], [.. pairs.Select(p => p.Truth.StopWithin(laps))]);
    }

    private static double? Of(Prediction? prediction, int laps) => laps == 1 ? prediction?.PitNext1 : prediction?.PitNext5;
}
