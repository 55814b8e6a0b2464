using System.Globalization;
using System.Text;
using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Scoring;

namespace DualTwin.Backtest.Reports;

/// <summary>
/// The stops within five laps that were foretold worst: the surest of those that did not come and the least expected of those that did, one
/// for each car and race, laps that turned neutralised afterwards left out.
/// </summary>
internal static class StopMisses
{
    private const int Horizon = 5;
    private const int Each = 5;

    /// <summary>The table as Markdown.</summary>
    public static string Table(IReadOnlyList<ScoredRace> races)
    {
        var page = new StringBuilder("| race | car | lap | said | came | set | laps on it | laps to go |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        var asked = races.SelectMany(race => race.Rows.Where(IsAsked).Select(row => (race.Race, Row: row))).ToArray();
        foreach (var (race, row) in Worst(asked.Where(a => !a.Row.Truth.StopWithin(Horizon)), surest: true).Concat(Worst(asked.Where(a => a.Row.Truth.StopWithin(Horizon)), surest: false)))
        {
            var truth = row.Truth;
            var lap = race.Cars.First(c => c.Driver == truth.Key.Driver).Lap(truth.Key.Lap);
            var came = Enumerable.Range(1, Horizon).Where(n => truth.After(n) is { Stop: true }).Select(n => string.Create(CultureInfo.InvariantCulture, $"after {n} laps")).FirstOrDefault("no");
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {race.Season} {race.Event} | {truth.Key.Driver} | {truth.Key.Lap} | {row.Prediction!.PitNext5:0.000} | {came} | {lap?.Compound?.ToString().ToLowerInvariant() ?? "?"} | {lap?.TyreAgeLaps} | {truth.Left} |\n");
        }

        return page.ToString();
    }

    private static bool IsAsked(ScoredRow row)
    {
        if (row.Truth.Left < 1 || row.Prediction?.PitNext5 is null || row.Truth.Following.Length < Math.Min(Horizon, row.Truth.Left))
        {
            return false;
        }

        for (var n = 1; n <= Horizon; n++)
        {
            if (row.Truth.After(n) is { Green: false })
            {
                return false;
            }
        }

        return row.Truth.Green;
    }

    private static IEnumerable<(RecordedRace Race, ScoredRow Row)> Worst(IEnumerable<(RecordedRace Race, ScoredRow Row)> rows, bool surest) =>
        (surest ? rows.OrderByDescending(r => r.Row.Prediction!.PitNext5) : rows.OrderBy(r => r.Row.Prediction!.PitNext5))
            .ThenBy(r => r.Row.Truth.Key.Season).ThenBy(r => r.Row.Truth.Key.Round).ThenBy(r => r.Row.Truth.Key.Lap).ThenBy(r => r.Row.Truth.Key.Driver, StringComparer.Ordinal)
            .DistinctBy(r => (r.Race.Season, r.Race.Round, r.Row.Truth.Key.Driver))
            .Take(Each);
}
