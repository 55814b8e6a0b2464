namespace DualTwin.Backtest.Scoring;

/// <summary>Predicted places after a green stop against the places taken.</summary>
internal static class RejoinScore
{
    public static IEnumerable<Figure> Of(IReadOnlyCollection<ScoredRow> rows)
    {
        var asked = rows.Where(r => IsAsked(r.Truth)).ToArray();
        var predicted = asked.Where(r => r.Prediction?.RejoinMean is not null).ToArray();
        var misses = predicted.Select(r => Math.Abs(Math.Round(r.Prediction!.RejoinMean!.Value, MidpointRounding.ToEven) - Place(r))).ToArray();
        var intervals = asked.Where(r => r.Prediction is { RejoinP10: not null, RejoinP90: not null }).ToArray();
        return
        [
            new("rejoin.within1", Share(misses, m => m <= 1)),
            new("rejoin.exact", Share(misses, m => m == 0)),
            new("rejoin.n", predicted.Length),
            new("rejoin.predicted", predicted.Length / (double)Math.Max(1, asked.Length)),
            new("rejoin.cover80", Share(intervals, r => Place(r) >= r.Prediction!.RejoinP10 && Place(r) <= r.Prediction!.RejoinP90)),
        ];
    }

    private static bool IsAsked(TruthRow row) =>
        row.Green && row.After(1) is { Green: true, Stop: true } && row.After(2) is { Green: true, Order: not null };

    private static double Place(ScoredRow row) => row.Truth.After(2)!.Order!.Value;

    private static double Share<T>(T[] items, Func<T, bool> holds) =>
        items.Length == 0 ? double.NaN : items.Count(holds) / (double)items.Length;
}
