using System.CommandLine;
using DualTwin.CommandLine;
using DualTwin.Composition;

namespace DualTwin.Verbs;

/// <summary><c>record</c>: follow live sources and record what they send.</summary>
internal static class RecordVerb
{
    private const string Description =
        """
        Record the raw messages of live sources into a folder until Ctrl+C, to be replayed later. The session is followed and served
        meanwhile, as by `run`.

        Examples:
          dualtwin record recordings --source livetiming
          dualtwin record recordings --source websocket:ws://localhost:8080/telemetry --port 0
        """;

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the recordings; made where it is missing" };
        var source = new Option<string?>("--source")
        {
            Description = "Where telemetry comes from (default: the configuration's sources)",
            HelpName = "websocket:URL|udp:[HOST:]PORT|livetiming[:URL]|openf1",
        };
        var options = new SessionOptions();
        var command = new Command("record", Description) { folder, source };
        options.AddTo(command);
        command.Does(async (parsed, cancellationToken) =>
        {
            var sources = SourceArgument.ToOverride(parsed.GetValue(source), options.Speed(parsed), seed: null);
            if (options.Load(parsed, sources, parsed.GetValue(folder)) is not { } loaded)
            {
                return ExitCodes.WrongUsage;
            }

            await Serving.RunAsync(loaded, folder: null, cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }
}
