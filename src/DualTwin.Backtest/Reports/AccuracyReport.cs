using System.Globalization;
using System.Text;
using DualTwin.Backtest.Scoring;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Backtest.Reports;

/// <summary>Writes a back-test as a page of Markdown with plots beside it.</summary>
public sealed class AccuracyReport(BacktestReport report, FigureProvenance provenance, bool crossValidated)
{
    private const int PlottedRaces = 4;

    private static readonly (string Title, string Figure)[] StopColumns =
    [
        ("stop in 1: AUC", "pit_next_1.auc"),
        ("best F1", "pit_next_1.best_f1"),
        ("Brier", "pit_next_1.brier"),
        ("base rate's", "pit_next_1.base_brier"),
        ("ECE", "pit_next_1.ece"),
        ("stop in 5: best F1", "pit_next_5.best_f1"),
        ("ECE", "pit_next_5.ece"),
        ("place after a stop within 1", "rejoin.within1"),
        ("exact", "rejoin.exact"),
        ("80 % interval holds", "rejoin.cover80"),
        ("stops asked", "rejoin.n"),
    ];

    private static readonly (string Title, string Figure)[] Columns =
    [
        ("next lap MAE, s", "next_lap.mae"),
        ("as the last lap", "next_lap.naive"),
        ("ratio", "next_lap.ratio"),
        ("80 % interval holds", "next_lap.cover80"),
        ("stop in 5: AUC", "pit_next_5.auc"),
        ("Brier", "pit_next_5.brier"),
        ("base rate's", "pit_next_5.base_brier"),
    ];

    /// <summary>Writes the page to <paramref name="path"/> and its plots into a folder beside it, named like the page.</summary>
    public void Write(string path)
    {
        var folder = Path.ChangeExtension(path, null);
        Directory.CreateDirectory(folder);
        var plots = Plots().ToList();
        foreach (var (name, svg) in plots)
        {
            File.WriteAllText(Path.Combine(folder, name), svg);
        }

        File.WriteAllText(path, Page(Path.GetFileName(folder), plots));
    }

    private IEnumerable<(string Name, string Svg)> Plots()
    {
        yield return ("stop-within-1.svg", AccuracyPlots.Stops(report, 1));
        yield return ("stop-within-5.svg", AccuracyPlots.Stops(report, 5));
        for (var i = 0; i < Math.Min(PlottedRaces, report.Races.Count); i++)
        {
            var race = report.Races[((2 * i) + 1) * report.Races.Count / (2 * PlottedRaces)];
            if (Midfielder(race) is { } driver)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"race-{race.Race.Season}-{race.Race.Round}-{driver}.svg");
                yield return (name, AccuracyPlots.Race(race, driver));
            }
        }
    }

    // The car that finished fifth, or the next that was classified: in traffic for part of its race.
    private static string? Midfielder(ScoredRace race) =>
        race.Race.Cars.Where(c => c.Finish >= 5).OrderBy(c => c.Finish).FirstOrDefault()?.Driver;

    private string Page(string folder, List<(string Name, string Svg)> plots)
    {
        var page = new StringBuilder();
        page.Append(Introduction());
        AppendOverall(page);
        foreach (var way in RaceGroups.Names)
        {
            AppendGroups(page, "By", way, Columns);
        }

        AppendCalibration(page, folder);
        AppendStops(page);
        page.Append("## Races, lap by lap\n\nStint by stint, with the loss per lap of age and measured wear: [Azerbaijan 2018](accuracy/stints-azerbaijan-2018.md), the sprint of\n[Miami 2025](accuracy/stints-miami-2025-sprint.md), which began in the wet, and a [race of the F1 game at Spa](accuracy/stints-game-spa.md).\n\nRed dots are the laps driven, the blue line what was predicted of each when the lap before it had ended, and the band the\n80 % interval: one dot in five should lie outside it. Grey lines are tyre stops. Laps that are no normal racing laps (pit lane,\nsafety car, start) are left out. After a stop the line starts at the level of the set before and finds the new one within two laps; the\nband widens in traffic and when cars around the car were slow.\n");
        foreach (var (name, _) in plots.Where(p => p.Name.StartsWith("race-", StringComparison.Ordinal)))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n![Laps driven and predicted]({folder}/{name})\n");
        }

        return page.ToString();
    }

    private string Introduction()
    {
        var fitted = crossValidated
            ? "Each season was predicted with figures that were fitted on the others."
            : string.Create(CultureInfo.InvariantCulture, $"The figures were fitted on {provenance.FittedOn:yyyy-MM-dd} on {provenance.Races} races of {string.Join(", ", provenance.Seasons)}.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"# Accuracy\n\nWritten by `dualtwin backtest --report`; do not edit. {report.Races.Count} recorded Grands Prix were walked lap by lap through the pipeline that runs\nlive, which knew nothing that happened later. {fitted}\n\n");
    }

    private void AppendOverall(StringBuilder page)
    {
        page.Append("## All races\n\nThe range is the middle 90 % over races drawn with replacement.\n\n| figure | value | range |\n| --- | --- | --- |\n");
        foreach (var figure in report.Figures.Where(f => double.IsFinite(f.Value) && !(f.Name.EndsWith(".predicted", StringComparison.Ordinal) && f.Value == 0)))
        {
            var range = report.Intervals.TryGetValue(figure.Name, out var r) ? $"{Text(r.Low)} – {Text(r.High)}" : string.Empty;
            page.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {Text(figure.Value)} | {range} |\n");
        }
    }

    private void AppendGroups(StringBuilder page, string title, string way, (string Title, string Figure)[] columns)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title} {way}\n\n| {way} | races | {string.Join(" | ", columns.Select(c => c.Title))} |\n|{string.Concat(Enumerable.Repeat(" --- |", columns.Length + 2))}\n");
        foreach (var (group, races, figures) in report.By(way))
        {
            var byName = figures.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"| {group} | {races} | {string.Join(" | ", columns.Select(c => Text(byName.GetValueOrDefault(c.Figure, double.NaN))))} |\n");
        }
    }

    private void AppendCalibration(StringBuilder page, string folder)
    {
        var (unforeseeable, all) = report.StopsUnderNewNeutralisation();
        page.Append(CultureInfo.InvariantCulture, $"\n## Stops\n\n{unforeseeable} of {all} stops at the end of the next lap fell into a lap that was neutralised only after the prediction: nobody can know those.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"![Stop within 1]({folder}/stop-within-1.svg)\n\n![Stop within 5]({folder}/stop-within-5.svg)\n\n");
        foreach (var laps in new[] { 1, 5 })
        {
            page.Append(CultureInfo.InvariantCulture, $"| stop within {laps} | rows | predicted | came true |\n| --- | --- | --- | --- |\n");
            foreach (var bin in report.StopCalibration(laps))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {bin.From:0.0} – {bin.From + 0.1:0.0} | {bin.Count} | {Text(bin.Predicted)} | {Text(bin.Happened)} |\n");
            }

            page.Append('\n');
        }
    }

    // A stop's own tables, apart from those of every figure: they would be too wide in one.
    private void AppendStops(StringBuilder page)
    {
        page.Append("The tables that follow tell stops and the place after a stop (order two laps on, of cars that stopped under green) by group.\n");
        foreach (var way in RaceGroups.Names)
        {
            AppendGroups(page, "Stops by", way, StopColumns);
        }

        page.Append("\n## The worst misses\n\nStops within five laps, laps that turned neutralised left out. What would have told them: [twins](models/twins.md#worst-misses).\n\n");
        page.Append(StopMisses.Table(report.Races)).Append('\n');
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "–";
}
