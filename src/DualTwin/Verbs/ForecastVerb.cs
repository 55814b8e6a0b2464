using System.CommandLine;
using System.Globalization;
using DualTwin.CommandLine;
using DualTwin.RaceModel.Circuits;
using DualTwin.Server.Forecasting;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;
using DualTwin.Telemetry.State;

namespace DualTwin.Verbs;

/// <summary><c>forecast</c>: how a recorded race was forecast to end, seen from one of its laps.</summary>
internal static class ForecastVerb
{
    private const int DefaultRaces = 10_000;
    private const int MostRaces = 1_000_000;
    private const int MostLap = 999;

    private const string Description =
        """
        Replay a recorded race up to the moment that its leader completes lap N, and print how the twins forecast it to end from there:
        probabilities and expected place of each car, counted from simulated races; with --car also what that car should do. All figures are
        estimates.

        Examples:
          dualtwin forecast 2018-04-29_Race --lap 20
          dualtwin forecast 2018-04-29_Race --lap 40 --races 50000
          dualtwin forecast 2018-04-29_Race --lap 20 --car 44
        """;

    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "Folder or file of the recording" };
        var lap = new Option<int>("--lap") { Description = "Laps that the leader has completed, 1 or more", HelpName = "N", Required = true };
        var races = new Option<int>("--races")
        {
            Description = "Races to simulate, 1 to 1,000,000; 10,000 where absent", HelpName = "N", DefaultValueFactory = _ => DefaultRaces,
        };
        var car = new Option<string?>("--car") { Description = "Car whose plans to compare, by its race number", HelpName = "ID" };
        lap.Validators.Add(result => Require(result, MostLap));
        races.Validators.Add(result => Require(result, MostRaces));
        var command = new Command("forecast", Description) { path, lap, races, car };
        command.Does(async (parsed, cancellationToken) =>
        {
            var view = await ViewAtAsync(parsed.GetRequiredValue(path), parsed.GetRequiredValue(lap), cancellationToken);
            var outlook = RaceOutlook.From(view.Belief, CircuitCatalogue.Figures.Field, ForecastRun.Seed)
                ?? throw new SourceException($"There is nothing to forecast at lap {parsed.GetRequiredValue(lap)}: it is no race with a known distance and laps left.");
            var tally = new ForecastTally(outlook);
            ForecastRun.Add(outlook, 0, parsed.GetValue(races), tally, Environment.ProcessorCount, cancellationToken);
            Print(Console.Out, RaceForecast.From(outlook, tally), view.State);
            if (parsed.GetValue(car) is { } carId)
            {
                StrategyPrinter.Write(Console.Out, Advise(view, outlook, carId, cancellationToken));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static CarStrategy Advise(Session.View view, RaceOutlook outlook, string carId, CancellationToken cancellationToken)
    {
        if (!outlook.CarIds.Contains(carId, StringComparer.Ordinal))
        {
            throw new SourceException($"--car is '{carId}'; expected one of {string.Join(", ", outlook.CarIds)}.");
        }

        return CarStrategist.Advise(view.Belief, outlook, carId, null, PlanBudget.Fine, ForecastRun.Seed, Environment.ProcessorCount, cancellationToken)
            ?? throw new SourceException($"Car '{carId}' has no lap left to plan for: it is out of the race, or home.");
    }

    // Of the text, before it is made a number: what is none has no value to look at.
    private static void Require(System.CommandLine.Parsing.OptionResult result, int most)
    {
        if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most))
        {
            result.AddError($"{result.Option.Name} is '{token.Value}'; expected a whole number from 1 to {most}.");
        }
    }

    private static async Task<Session.View> ViewAtAsync(string path, int lap, CancellationToken cancellationToken)
    {
        var source = new ReplaySource(Recordings.Open(path), ReplaySpeed.Maximum, TimeProvider.System);
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        await foreach (var frame in source.ReadAsync(cancellationToken))
        {
            var view = pipeline.Apply(frame);
            if (view.Belief.IsRace && view.Belief.Cars.Any(c => c.LapsCompleted >= lap))
            {
                return view;
            }
        }

        var last = pipeline.Current.Belief.Cars.Select(c => c.LapsCompleted).Max();
        throw new SourceException($"Nobody completes lap {lap} of a race in {path}; the last lap that anybody completes is {last?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}.");
    }

    private static void Print(TextWriter output, RaceForecast forecast, SessionState state)
    {
        output.WriteLine($"after lap {forecast.LeaderLaps} of {forecast.TotalLaps}, {forecast.Races} simulated races; all figures are estimates");
        TextTable.Write(
            output,
            ["now", "car", "driver", "expected", "10..90 %", "win", "podium", "points", "classified"],
            forecast.Cars.OrderBy(c => c.Position).Select(c => new[]
            {
                c.Position.ToString(CultureInfo.InvariantCulture),
                c.CarId,
                state.FindCar(c.CarId)?.Identity.Driver ?? "",
                c.FinishMean?.ToString("F1", CultureInfo.InvariantCulture) ?? "",
                c.FinishP10 is { } low ? $"{low}..{c.FinishP90}" : "",
                Share(c.Win),
                Share(c.Podium),
                Share(c.Points),
                Share(c.Classified),
            }));
    }

    private static string Share(double value) => value.ToString("P1", CultureInfo.InvariantCulture);
}
