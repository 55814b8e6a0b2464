using System.CommandLine;
using DualTwin.Backtest;
using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;
using DualTwin.Backtest.Reports;
using DualTwin.Backtesting;
using DualTwin.CommandLine;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Laps;

namespace DualTwin.Verbs;

/// <summary><c>backtest</c>: recorded races through the live pipeline, with what it predicted scored.</summary>
internal static class BacktestVerb
{
    private const string Description =
        """
        Walk recorded races lap by lap through the twins and strategy that run live, never showing them anything that happened later,
        and score what they predicted. The folder holds laps, pit_stops, results and races as .csv or .csv.gz, and may hold weather and
        race_control.

        Examples:
          dualtwin backtest --data races --predictions predictions.csv.gz --undercuts undercuts.csv.gz
          dualtwin backtest --data races --cross-validate season --by wet
        """;

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder of recorded races", HelpName = "DIR", Required = true };
        var predictions = new Option<string?>("--predictions") { Description = "Write the predictions, one row per driver and completed lap (.csv or .csv.gz)", HelpName = "FILE" };
        var undercuts = new Option<string?>("--undercuts") { Description = "Write the undercut probabilities (.csv or .csv.gz)", HelpName = "FILE" };
        var figures = new Option<string?>("--figures") { Description = "Figures of the race model, as fit writes them; those that come with the program where absent", HelpName = "FILE" };
        var validate = new Option<string?>("--cross-validate") { Description = "Predict each season with figures fitted on the others", HelpName = "season" };
        validate.AcceptOnlyFromAmong("season");
        var by = new Option<string[]>("--by") { Description = "Tables by these groups; season, wet and stratum where absent", HelpName = "GROUP", AllowMultipleArgumentsPerToken = true };
        by.AcceptOnlyFromAmong([.. RaceGroups.Names]);
        var races = new Option<int?>("--races") { Description = "Walk only so many races, evenly from all", HelpName = "N" };
        var decisions = new Option<bool>("--decisions") { Description = "Put the planner's plans after the first lap beside the strategies that were driven, in the same simulated races" };
        var page = new Option<string?>("--report") { Description = "Write the figures as a page of Markdown, with plots in a folder beside it", HelpName = "FILE" };
        var threads = new Option<int?>("--threads") { Description = "Races walked at a time; the number of processors where absent", HelpName = "N" };
        var command = new Command("backtest", Description) { data, predictions, undercuts, figures, validate, by, races, decisions, page, threads };
        command.Does((parsed, cancellationToken) =>
        {
            var archive = RaceArchive.Load(parsed.GetRequiredValue(data));
            var source = parsed.GetValue(validate) is null ? FiguresOf(parsed.GetValue(figures)) : CrossValidation.BySeason(archive);
            var chosen = Evenly(archive.Races, parsed.GetValue(races));
            var test = new RaceBacktest(source) 
            {
                Threads = parsed.GetValue(threads),
                Decisions = parsed.GetValue(decisions),
                Progress = done => ProgressBar.Write(Console.Error, done, chosen.Count, "races"),
            };
            var scored = test.Run(chosen, cancellationToken);
            if (parsed.GetValue(predictions) is { } path)
            {
                PredictionFiles.Write(path, scored.SelectMany(r => r.Predictions.Laps));
            }

            if (parsed.GetValue(undercuts) is { } undercutPath)
            {
                PredictionFiles.Write(undercutPath, scored.SelectMany(r => r.Predictions.Undercuts));
            }

            var report = new BacktestReport(scored);
            if (parsed.GetValue(page) is { } pagePath)
            {
                var crossValidated = parsed.GetValue(validate) is not null;
                new AccuracyReport(report, source(chosen[0]).Provenance, crossValidated).Write(pagePath);
            }

            ReportPrinter.Print(Console.Out, report, parsed.GetValue(by) is { Length: > 0 } groups ? groups : ["season", "wet", "stratum"]);
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Func<RecordedRace, RaceFigures> FiguresOf(string? path)
    {
        if (path is null)
        {
            return static _ => CircuitCatalogue.Figures;
        }

        using var file = File.OpenRead(path);
        var figures = RaceFiguresFile.Read(file);
        Check(figures, path);
        return _ => figures;
    }

    private static void Check(RaceFigures figures, string path)
    {
        try
        {
            if (NextLapModel.Of(figures) is { } model && !model.Covariates.SequenceEqual(CircuitCatalogue.Figures.NextLap!.Covariates))
            {
                throw new InvalidDataException($"The model of the next lap in {path} rests on other covariates than this version reads: fit it again.");
            }
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"The model of the next lap in {path} cannot be read: {e.Message}", e);
        }
    }

    private static IReadOnlyList<RecordedRace> Evenly(IReadOnlyList<RecordedRace> races, int? count) =>
        count is not { } n || n >= races.Count ? races : [.. Enumerable.Range(0, Math.Max(1, n)).Select(i => races[i * races.Count / Math.Max(1, n)])];
}
