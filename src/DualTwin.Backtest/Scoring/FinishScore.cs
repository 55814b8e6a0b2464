using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>Predicted finishing positions at a share of the distance against the positions held then.</summary>
internal static class FinishScore
{
    private static readonly (string Name, int Places, Func<Prediction, double?> Of)[] Chances =
        [("p_win", 1, p => p.Win), ("p_podium", 3, p => p.Podium), ("p_points", 10, p => p.Points)];

    /// <summary>Shares of the distance at which finishing positions are scored.</summary>
    public static readonly IReadOnlyList<double> Shares = [0.25, 0.5, 0.75];

    /// <summary>The lap nearest to <paramref name="share"/> of a distance.</summary>
    public static int LapAt(int distance, double share) => (int)Math.Round(distance * share, MidpointRounding.ToEven);

    public static IEnumerable<Figure> Of(IReadOnlyCollection<ScoredRow> rows, double share)
    {
        var name = $"finish{(int)(share * 100)}";
        var asked = rows.Where(r => r.Truth.Finish is not null && r.Truth.Key.Lap == LapAt(r.Truth.Distance, share)).ToArray();
        var predicted = asked.Where(r => r.Prediction?.FinishMean is not null).ToArray();
        yield return new(name + ".mae", Mean(predicted, r => Math.Abs(r.Prediction!.FinishMean!.Value - r.Truth.Finish!.Value)));
        yield return new(name + ".naive", Mean(predicted.Where(r => r.Truth.Position is not null), r => Math.Abs(r.Truth.Position!.Value - r.Truth.Finish!.Value)));
        yield return new(name + ".predicted", predicted.Length / (double)Math.Max(1, asked.Length));
        var all = rows.Where(r => r.Truth.Key.Lap == LapAt(r.Truth.Distance, share)).ToArray();
        foreach (var (chance, places, of) in Chances)
        {
            yield return AllCars(all, $"{name}.{chance}", places, of);
            foreach (var figure in ChanceOf(predicted, $"{name}.{chance}", places, of))
            {
                yield return figure;
            }
        }
    }

    private static IEnumerable<Figure> ChanceOf(ScoredRow[] predicted, string name, int places, Func<Prediction, double?> of)
    {
        var rows = predicted.Where(r => of(r.Prediction!) is not null).ToArray();
        if (rows.Length == 0)
        {
            yield break;
        }

        double[] chances = [.. rows.Select(r => of(r.Prediction!)!.Value)];
        bool[] happened = [.. rows.Select(r => r.Truth.Finish <= places)];
        yield return new(name + ".brier", RankStatistics.Brier(chances, happened));
        yield return new(name + ".naive", RankStatistics.Brier([.. rows.Select(r => r.Truth.Position <= places ? 1.0 : 0)], happened));
        yield return new(name + ".ece", RankStatistics.CalibrationError([.. chances.Select(c => Math.Clamp(c, 0, 1))], happened));
    }

    // A chance to be classified among the first is also one of not being classified: it is calibrated over all cars that still ran, which the reference
    // scorer's other figures leave out.
    private static Figure AllCars(ScoredRow[] all, string name, int places, Func<Prediction, double?> of)
    {
        var rows = all.Where(r => r.Prediction is { } p && of(p) is not null).ToArray();
        return new(name + ".ece_all_cars", rows.Length == 0
            ? double.NaN
            : RankStatistics.CalibrationError([.. rows.Select(r => Math.Clamp(of(r.Prediction!)!.Value, 0, 1))], [.. rows.Select(r => r.Truth.Finish <= places)]));
    }

    private static double Mean(IEnumerable<ScoredRow> rows, Func<ScoredRow, double> of)
    {
        var values = rows.Select(of).ToArray();
        return values.Length == 0 ? double.NaN : values.Average();
    }
}
