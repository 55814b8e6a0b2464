using DualTwin.Backtest.Predictions;
using DualTwin.Backtest.Scoring;

namespace DualTwin.Backtest.Reports;

/// <summary>What a back-test says: figures over all races and by groups, with what moves them.</summary>
public sealed class BacktestReport
{
    private readonly Lazy<IReadOnlyDictionary<string, (double Low, double High)>> _intervals;

    public BacktestReport(IReadOnlyList<ScoredRace> races)
    {
        Races = races;
        Rows = [.. races.SelectMany(r => r.Rows)];
        Figures = FiguresOf(races);
        _intervals = new(() => Bootstrap.Intervals(races, FiguresOf));
    }

    /// <summary>The races.</summary>
    public IReadOnlyList<ScoredRace> Races { get; }

    /// <summary>The rows of all races.</summary>
    public IReadOnlyList<ScoredRow> Rows { get; }

    /// <summary>Figures over all races.</summary>
    public IReadOnlyList<Figure> Figures { get; }

    /// <summary>The middle 90 % of each figure over races drawn with replacement; worked out when first asked for.</summary>
    public IReadOnlyDictionary<string, (double Low, double High)> Intervals => _intervals.Value;

    /// <summary>Figures of each group of races.</summary>
    public IReadOnlyList<(string Group, int Races, IReadOnlyList<Figure> Figures)> By(string way) =>
    [
        .. Races.GroupBy(r => RaceGroups.Of(r, way), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Count(), FiguresOf([.. g]))),
    ];

    /// <summary>What was predicted of stops within <paramref name="laps"/> laps and what happened, bin by bin.</summary>
    public IReadOnlyList<CalibrationBin> StopCalibration(int laps)
    {
        var (probabilities, happened) = StopScore.Pairs(Rows, laps);
        return RankStatistics.Calibration(probabilities, happened);
    }

    /// <summary>
    /// Stops at the end of the next lap that fell into a lap which was neutralised while the one before it was not: nobody could have known.
    /// The second number is that of all stops.
    /// </summary>
    public (int Unforeseeable, int All) StopsUnderNewNeutralisation()
    {
        var stops = Rows.Where(r => r.Truth.Left >= 1 && r.Truth.StopWithin(1)).ToArray();
        return (stops.Count(r => r.Truth.Green && r.Truth.Next is { Green: false }), stops.Length);
    }

    private static IReadOnlyList<Figure> FiguresOf(IReadOnlyList<ScoredRace> races)
    {
        var undercuts = new Dictionary<(LapKey Key, string Target), double?>();
        foreach (var undercut in races.SelectMany(r => r.Predictions.Undercuts))
        {
            undercuts[(undercut.Key, undercut.Target)] = undercut.Success;
        }

        ScoredRow[] rows = [.. races.SelectMany(r => r.Rows)];
        return [.. ScoreSheet.Of(rows), .. LapAheadScore.Of(races), .. UndercutScore.Of([.. races.SelectMany(r => r.UndercutPairs)], undercuts), .. DecisionScore.Of(races)];
    }
}
