using DualTwin.Backtest.Fitting;

namespace DualTwin.Backtest.Reports;

/// <summary>Draws a stint: its laps, the loss per lap of age, and wear where it was measured.</summary>
internal static class StintPlots
{
    private const string Happened = "#c0392b";
    private const string Told = "#2471a3";
    private const string Calm = "#888";
    private const double Percent = 100;

    // Leaves room around the laps, s; and around slopes, s/lap.
    private const double LapRoom = 0.6;
    private const double SlopeRoom = 0.02;

    /// <summary>The plots of <paramref name="stint"/>, each with the last part of its name.</summary>
    public static IEnumerable<(string Name, string Svg)> Of(string title, ToldStint stint)
    {
        title = $"{title}, stint {stint.Number} ({stint.Compound?.ToString().ToLowerInvariant() ?? "unknown tyres"})";
        yield return ("laps", Laps(title, stint));
        if (stint.Laps.Any(l => l.Slope is not null))
        {
            yield return ("slope", Slope(title, stint));
        }

        if (stint.Laps.Any(l => l is { Wear: not null, WearTold: not null }))
        {
            yield return ("wear", Wear(title, stint));
        }
    }

    private static string Laps(string title, ToldStint stint)
    {
        var driven = stint.Laps.Where(l => l.Seconds is not null).ToArray();
        var told = driven.Where(l => l.Predicted is not null).ToArray();
        var edges = driven.Select(l => l.Seconds!.Value).Concat(told.Select(l => l.Predicted!.MedianSeconds)).ToArray();
        var (low, high) = (RobustStatistics.Quantile(edges, 0.02) - LapRoom, RobustStatistics.Quantile(edges, 0.98) + LapRoom);
        var plot = new SvgPlot(title, "lap", "lap time, s", Across(stint), (low, high));
        foreach (var run in Runs(told))
        {
            plot.Band([.. run.Select(l => ((double)l.Lap, l.Predicted!.P10Seconds, l.Predicted.P90Seconds))], Told);
            plot.Line(run.Select(l => ((double)l.Lap, l.Predicted!.MedianSeconds)), Told);
        }

        plot.Dots(driven.Select(l => ((double)l.Lap, l.Seconds!.Value)), Happened);
        return plot.ToString();
    }

    private static string Slope(string title, ToldStint stint)
    {
        var told = stint.Laps.Where(l => l.Slope is not null).ToArray();
        var (low, high) = (told.Min(l => l.Slope!.Value.P10) - SlopeRoom, told.Max(l => l.Slope!.Value.P90) + SlopeRoom);
        var plot = new SvgPlot(title, "lap", "loss per lap of age, s", Across(stint), (Math.Min(0, low), high));
        plot.Line([(stint.FirstLap, 0), (stint.LastLap, 0)], Calm);
        plot.Band([.. told.Select(l => ((double)l.Lap, l.Slope!.Value.P10, l.Slope.Value.P90))], Told);
        plot.Line(told.Select(l => ((double)l.Lap, l.Slope!.Value.Mean)), Told);
        return plot.ToString();
    }

    private static string Wear(string title, ToldStint stint)
    {
        var measured = stint.Laps.Where(l => l.Wear is not null).ToArray();
        var told = stint.Laps.Where(l => l.WearTold is not null).ToArray();
        var plot = new SvgPlot(title, "lap", "wear, %", Across(stint), (0, (Percent * measured.Max(l => l.Wear!.Value)) + 2));
        plot.Band([.. told.Select(l => ((double)l.Lap, Percent * l.WearTold!.Value.P10, Percent * l.WearTold.Value.P90))], Told);
        plot.Line(told.Select(l => ((double)l.Lap, Percent * l.WearTold!.Value.Mean)), Told);
        plot.Dots(measured.Select(l => ((double)l.Lap, Percent * l.Wear!.Value)), Happened);
        return plot.ToString();
    }

    private static (double Min, double Max) Across(ToldStint stint) => (stint.FirstLap, Math.Max(stint.FirstLap + 1, stint.LastLap));

    // Laps that follow each other without a hole.
    private static IEnumerable<IReadOnlyList<ToldLap>> Runs(ToldLap[] laps)
    {
        var from = 0;
        for (var i = 1; i <= laps.Length; i++)
        {
            if (i == laps.Length || laps[i].Lap > laps[i - 1].Lap + 1)
            {
                yield return laps[from..i];
                from = i;
            }
        }
    }
}
