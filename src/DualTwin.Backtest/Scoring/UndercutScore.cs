using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>Undercuts that were tried against the probabilities given before.</summary>
internal static class UndercutScore
{
    private const double NearSeconds = 3.5;
    private const int LatestAnswer = 5;

    /// <summary>Every pair with a known outcome among the rows of one race, whether predicted or not.</summary>
    public static IEnumerable<UndercutPair> Pairs(TruthRow[] race)
    {
        var rows = race.ToDictionary(r => (r.Key.Driver, r.Key.Lap));
        foreach (var lap in race.Where(r => r.Green && r.EndSeconds is not null).GroupBy(r => r.Key.Lap).OrderBy(g => g.Key))
        {
            var order = lap.OrderBy(r => r.EndSeconds).ToArray();
            for (var i = 1; i < order.Length; i++)
            {
                if (order[i].EndSeconds - order[i - 1].EndSeconds <= NearSeconds && Judge(rows, order[i], order[i - 1]) is { } success)
                {
                    yield return new UndercutPair(order[i].Key, order[i - 1].Key.Driver, success);
                }
            }
        }
    }

    /// <summary>The figures; a pair that was not predicted counts with the base rate.</summary>
    public static IEnumerable<Figure> Of(IReadOnlyCollection<UndercutPair> pairs, IReadOnlyDictionary<(LapKey Key, string Target), double?> predictions)
    {
        bool[] happened = [.. pairs.Select(p => p.Success)];
        if (happened.Length == 0)
        {
            return [];
        }

        var rate = happened.Count(h => h) / (double)happened.Length;
        double?[] given = [.. pairs.Select(p => predictions.GetValueOrDefault((p.Key, p.Target)))];
        double[] probabilities = [.. given.Select(p => Math.Clamp(p ?? rate, 0, 1))];
        return
        [
            new("undercut.predicted", given.Count(p => p is not null) / (double)given.Length),
            new("undercut.auc", RankStatistics.Auc(probabilities, happened)),
            new("undercut.brier", RankStatistics.Brier(probabilities, happened)),
            new("undercut.base_rate", rate),
            new("undercut.n", given.Length),
        ];
    }

    private static bool? Judge(Dictionary<(string Driver, int Lap), TruthRow> rows, TruthRow first, TruthRow target)
    {
        var lap = first.Key.Lap;
        if (!StopsAt(rows, first.Key.Driver, lap + 1) || StopsAt(rows, target.Key.Driver, lap + 1))
        {
            return null;
        }

        for (var answer = lap + 2; answer <= lap + LatestAnswer; answer++)
        {
            if (StopsAt(rows, target.Key.Driver, answer))
            {
                return rows.GetValueOrDefault((first.Key.Driver, answer + 2)) is { EndSeconds: { } own }
                    && rows.GetValueOrDefault((target.Key.Driver, answer + 2)) is { EndSeconds: { } other }
                    ? own < other
                    : null;
            }
        }

        return null;
    }

    private static bool StopsAt(Dictionary<(string Driver, int Lap), TruthRow> rows, string driver, int lap) =>
        rows.GetValueOrDefault((driver, lap)) is { Stop: true };
}
