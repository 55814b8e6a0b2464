namespace DualTwin.Backtest.Scoring;

/// <summary>The next lap's time against "as the last lap", and how often the 80 % interval holds.</summary>
internal static class NextLapScore
{
    public static IEnumerable<Figure> Of(IReadOnlyCollection<ScoredRow> rows)
    {
        var (scored, predicted, miss, naive, covered, intervals) = (0, 0, 0.0, 0.0, 0, 0);
        foreach (var (truth, prediction) in rows)
        {
            if (!truth.NextLapScored)
            {
                continue;
            }

            scored++;
            var actual = truth.Next!.LapSeconds!.Value;
            if (prediction?.NextLap is { } next)
            {
                predicted++;
                miss += Math.Abs(next - actual);
                naive += Math.Abs(truth.LapSeconds!.Value - actual);
            }

            if (prediction is { NextLap: not null, NextLapP10: { } low, NextLapP90: { } high })
            {
                intervals++;
                covered += actual >= low && actual <= high ? 1 : 0;
            }
        }

        return
        [
            new("next_lap.mae", miss / predicted),
            new("next_lap.naive", naive / predicted),
            new("next_lap.ratio", miss / naive),
            new("next_lap.predicted", (double)predicted / Math.Max(1, scored)),
            new("next_lap.cover80", (double)covered / intervals),
        ];
    }
}
