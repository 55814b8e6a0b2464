using System.CommandLine;
using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Fitting;
using DualTwin.CommandLine;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Verbs;

/// <summary><c>fit</c>: the race model's figures from recorded races.</summary>
internal static class FitVerb
{
    private const string Description =
        """
        Fit the race model's figures from recorded races: a folder with laps.csv.gz, pit_stops.csv.gz and results.csv.gz.

        Examples:
          dualtwin fit --data races --out circuits.json
        """;

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder of recorded races", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "File for the fitted figures", HelpName = "FILE", Required = true };
        var command = new Command("fit", Description) { data, output };
        command.SetAction(parsed => Fit(parsed.GetRequiredValue(data), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Fit(string data, string output)
    {
        var archive = RaceArchive.Load(data);
        var figures = RaceFigureFitter.Fit(archive, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        using (var file = File.Create(output))
        {
            RaceFiguresFile.Write(figures, file);
        }

        Console.Out.WriteLine($"{figures.Provenance.Races} races, {figures.Circuits.Count} circuits: {output}");
        return ExitCodes.Ok;
    }
}
