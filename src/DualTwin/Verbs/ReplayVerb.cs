using System.CommandLine;
using DualTwin.CommandLine;
using DualTwin.Composition;
using DualTwin.Replay;
using DualTwin.Server.Configuration;
using DualTwin.Server.Replaying;
using DualTwin.Server.Sourcing;
using DualTwin.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Verbs;

/// <summary><c>replay</c>: a recorded session through the same pipeline as a live one.</summary>
internal static class ReplayVerb
{
    private const string Description =
        """
        Replay a recorded session: a folder of the official live timing's <Topic>.jsonStream files, what `record` wrote (*.dtrec), what a
        client of the live hub wrote (*.subscribe.json with *.live.txt), or a capture of the F1 game (*.pcap, *.pcapng, *.f64u32, *.jsonl,
        each also with .gz). Prints the order at the end, and of a race what would have been said before each stop and at each
        neutralisation beside how it came out. Or serves the session over the API while it is replayed; then lines on the input steer it:
        play, pause, step [N], speed 0.25..100|max, seek 1:02:03, seek lap N, seek event TYPE [back].

        Examples:
          dualtwin replay 2018-04-29_Race --speed max
          dualtwin replay 2018-04-29_Race --speed max --out result
          dualtwin replay 2018-04-29_Race --speed 10 --serve --our-car 16
        """;

    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "Folder or file of the recording" };
        var output = new Option<string?>("--out") { Description = "Write the state files and history.json into this folder at the end", HelpName = "DIR" };
        var serve = new Option<bool>("--serve") { Description = "Serve the session over the API, also after its end, until Ctrl+C" };
        var options = new SessionOptions();
        var command = new Command("replay", Description) { path, output, serve };
        options.AddTo(command);
        command.Does(async (parsed, cancellationToken) =>
        {
            var source = SourceArgument.ToOverride($"replay:{parsed.GetValue(path)}", options.Speed(parsed), seed: null);
            if (options.Load(parsed, source) is not { } loaded)
            {
                return ExitCodes.WrongUsage;
            }

            var folder = parsed.GetValue(output);
            await (parsed.GetValue(serve)
                ? Serving.RunAsync(loaded, folder, cancellationToken, steered: true)
                : PrintAsync(loaded.First.Config, folder, cancellationToken));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task PrintAsync(SystemConfig config, string? folder, CancellationToken cancellationToken)
    {
        var settings = config.Telemetry.EffectiveSources[0];
        using var desk = new ReplayDesk(TimeProvider.System, new ConfigFeed(config));
        var slots = new SourceSlots(TimeProvider.System, NullLoggerFactory.Instance, desk);
        var source = slots.Of(settings, config.Telemetry).Single().Create();
        await Console.Error.WriteLineAsync($"replaying {source.Identity.Name}, speed {settings.Options.GetValueOrDefault("speed", "1")}");
        var pipeline = new SessionPipeline(new SessionPipelineOptions { OurCarId = config.Car.OurCarId, TotalLaps = config.Race.TotalLaps });
        var calls = new CallBook();
        var view = await ReplayRunner.RunAsync(source, pipeline, calls, cancellationToken);
        if (folder is not null)
        {
            ReplayFolder.Write(folder, view);
        }

        ReplaySummary.Write(Console.Out, view.State, source.Counters);
        calls.Write(Console.Out, view, cancellationToken);
    }
}
