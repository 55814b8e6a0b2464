using DualTwin.Backtest.Fitting;
using DualTwin.Backtest.Scoring;

namespace DualTwin.Backtest.Reports;

/// <summary>The plots of an accuracy report.</summary>
internal static class AccuracyPlots
{
    private const string Happened = "#c0392b";
    private const string Predicted = "#2471a3";
    private const string Calm = "#888";

    /// <summary>Predicted probability of a stop against how often it came true.</summary>
    public static string Stops(BacktestReport report, int laps)
    {
        var plot = new SvgPlot($"Stop within {laps}: predicted and true", "predicted probability", "share that came true", (0, 1), (0, 1));
        plot.Line([(0, 0), (1, 1)], Calm);
        var bins = report.StopCalibration(laps);
        plot.Line(bins.Select(b => (b.Predicted, b.Happened)), Predicted);
        plot.Dots(bins.Select(b => (b.Predicted, b.Happened)), Predicted);
        return plot.ToString();
    }

    /// <summary>One car's race: its laps, and what was predicted of each when the lap before it ended.</summary>
    public static string Race(ScoredRace race, string driver)
    {
        var rows = race.Rows.Where(r => r.Truth.Key.Driver == driver).ToArray();
        var pairs = rows.Where(r => r.Truth.NextLapScored && r.Prediction is { NextLap: not null, NextLapP10: not null, NextLapP90: not null })
            .Select(r => (Lap: r.Truth.Key.Lap + 1.0, Prediction: r.Prediction!, Actual: r.Truth.Next!.LapSeconds!.Value)).ToArray();
        var middle = RobustStatistics.Median(pairs.Select(p => p.Actual));
        var reach = Math.Max(1.5, RobustStatistics.Quantile(pairs.Select(p => Math.Abs(p.Actual - middle)), 0.95) + 0.5);
        var plot = new SvgPlot($"{race.Race.Event} {race.Race.Season}, {driver}", "lap", "lap time, s", (0, race.Race.Facts!.Distance), (middle - reach, middle + reach));
        foreach (var stop in rows.Where(r => r.Truth.Stop))
        {
            plot.Mark(stop.Truth.Key.Lap + 0.5, Calm);
        }

        foreach (var run in Runs(pairs.Select(p => p.Lap).ToArray()))
        {
            var part = pairs[run];
            plot.Band([.. part.Select(p => (p.Lap, p.Prediction.NextLapP10!.Value, p.Prediction.NextLapP90!.Value))], Predicted);
            plot.Line(part.Select(p => (p.Lap, p.Prediction.NextLap!.Value)), Predicted);
        }

        plot.Dots(pairs.Select(p => (p.Lap, p.Actual)), Happened);
        return plot.ToString();
    }

    // Ranges of laps without a hole.
    private static IEnumerable<Range> Runs(double[] laps)
    {
        var from = 0;
        for (var i = 1; i <= laps.Length; i++)
        {
            if (i == laps.Length || laps[i] > laps[i - 1] + 1)
            {
                yield return from..i;
                from = i;
            }
        }
    }
}
