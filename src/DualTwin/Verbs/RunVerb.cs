using System.CommandLine;
using DualTwin.CommandLine;
using DualTwin.Composition;

namespace DualTwin.Verbs;

/// <summary><c>run</c>: follow a session and serve it.</summary>
internal static class RunVerb
{
    private const string Description =
        """
        Follow a session and serve it over the API until Ctrl+C: a simulated race unless a source is named or configured.

        Examples:
          dualtwin run
          dualtwin run --speed 10 --seed 7
          dualtwin run --source websocket:ws://localhost:8080/telemetry
          dualtwin run --source auto
          dualtwin run --source udp:20777
          dualtwin run --source livetiming
          dualtwin run --source openf1
          dualtwin run --source replay:2018-04-29_Race --port 9000 --our-car 16
        """;

    public static Command Create()
    {
        var source = new Option<string?>("--source")
        {
            Description = "Where telemetry comes from (default: the configuration's sources)",
            HelpName = "auto|simulator|replay:PATH|websocket:URL|udp:[HOST:]PORT|livetiming[:URL]|openf1",
        };
        var seed = new Option<int?>("--seed") { Description = "Seed of the simulator: equal seeds give equal races", HelpName = "N" };
        var options = new SessionOptions();
        var command = new Command("run", Description) { source, seed };
        options.AddTo(command);
        command.Does(async (parsed, cancellationToken) =>
        {
            var sources = SourceArgument.ToOverride(parsed.GetValue(source), options.Speed(parsed), parsed.GetValue(seed));
            if (options.Load(parsed, sources) is not { } loaded)
            {
                return ExitCodes.WrongUsage;
            }

            await Serving.RunAsync(loaded, folder: null, cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }
}
