using System.Globalization;
using DualTwin.Backtest.Reports;
using DualTwin.Backtest.Scoring;
using DualTwin.CommandLine;

namespace DualTwin.Backtesting;

/// <summary>Prints a back-test's figures as tables.</summary>
internal static class ReportPrinter
{
    // The figures that a table by groups shows, each with its baseline beside it.
    private static readonly (string Title, string Figure)[] GroupColumns =
    [
        ("MAE s", "next_lap.mae"),
        ("naive", "next_lap.naive"),
        ("ratio", "next_lap.ratio"),
        ("cover80", "next_lap.cover80"),
        ("stop1 AUC", "pit_next_1.auc"),
        ("stop5 AUC", "pit_next_5.auc"),
        ("stop5 Brier", "pit_next_5.brier"),
        ("base", "pit_next_5.base_brier"),
        ("stop5 ECE", "pit_next_5.ece"),
        ("undercut AUC", "undercut.auc"),
    ];

    public static void Print(TextWriter output, BacktestReport report, IEnumerable<string> groups)
    {
        var intervals = report.Intervals;
        TextTable.Write(output, ["figure", "value", "90 % over races"], report.Figures.Select(f => new[]
        {
            f.Name,
            Text(f.Value),
            intervals.TryGetValue(f.Name, out var range) ? $"{Text(range.Low)} to {Text(range.High)}" : string.Empty,
        }));
        foreach (var way in groups)
        {
            output.WriteLine();
            var rows = report.By(way).Select(g => (string[])[g.Group, Count(g.Races), .. GroupColumns.Select(c => Text(Find(g.Figures, c.Figure)))]);
            TextTable.Write(output, [way, "races", .. GroupColumns.Select(c => c.Title)], rows);
        }

        PrintCalibration(output, report, 1);
        PrintCalibration(output, report, 5);
        var (unforeseeable, all) = report.StopsUnderNewNeutralisation();
        output.WriteLine();
        output.WriteLine($"{unforeseeable} of {all} stops at the end of the next lap fell into a lap that was neutralised only after the prediction.");
    }

    private static void PrintCalibration(TextWriter output, BacktestReport report, int laps)
    {
        output.WriteLine();
        TextTable.Write(output, [$"stop within {laps}", "rows", "predicted", "happened"], report.StopCalibration(laps).Select(b => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"{b.From:0.0} to {b.From + 0.1:0.0}"),
            Count(b.Count),
            Text(b.Predicted),
            Text(b.Happened),
        }));
    }

    private static double Find(IReadOnlyList<Figure> figures, string name)
    {
        foreach (var figure in figures)
        {
            if (string.Equals(figure.Name, name, StringComparison.Ordinal))
            {
                return figure.Value;
            }
        }

        return double.NaN;
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "-";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
