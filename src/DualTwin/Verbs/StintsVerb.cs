using System.CommandLine;
using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Reports;
using DualTwin.CommandLine;
using DualTwin.Session;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Verbs;

/// <summary><c>stints</c>: plots of a recorded race's stints beside what the twins had said of them.</summary>
internal static class StintsVerb
{
    private const string Description =
        """
        Replay a recorded race and write a page of Markdown with plots of its stints: laps driven beside what was told of each one lap before,
        the estimated loss per lap of tyre age, and measured wear beside what was told of it five laps before.

        Examples:
          dualtwin stints 2018-04-29_Race --page baku.md --cars VET BOT
          dualtwin stints decoded_race.json.gz --page spa.md
        """;

    private static readonly string[] DecodedEndings = [".json", ".json.gz"];

    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "Folder or file of the recording, or a race of the F1 game that a pit-wall tool saved (.json or .json.gz)" };
        var page = new Option<string>("--page") { Description = "Write the page here, plots in a folder beside it", HelpName = "FILE", Required = true };
        var cars = new Option<string[]>("--cars") { Description = "Codes or names of drivers, or ids of cars; all where absent", HelpName = "CAR", AllowMultipleArgumentsPerToken = true };
        var command = new Command("stints", Description) { path, page, cars };
        command.Does(async (parsed, cancellationToken) =>
        {
            var pipeline = new SessionPipeline(new SessionPipelineOptions());
            var story = new StintStory();
            await foreach (var frame in FramesOf(parsed.GetRequiredValue(path), cancellationToken))
            {
                story.Take(pipeline.Apply(frame));
            }

            var final = pipeline.Current.State;
            var title = final.Session.MeetingName ?? final.Session.CircuitName ?? "race";
            new StintReport(story, final).Write(parsed.GetRequiredValue(page), title, parsed.GetValue(cars) ?? []);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IAsyncEnumerable<Frame> FramesOf(string path, CancellationToken cancellationToken) =>
        File.Exists(path) && DecodedEndings.Any(e => path.EndsWith(e, StringComparison.Ordinal)) && !path.EndsWith(".subscribe.json", StringComparison.Ordinal)
            ? DecodedGameRace.Load(path).Frames().ToAsyncEnumerable()
            : new ReplaySource(Recordings.Open(path), ReplaySpeed.Maximum, TimeProvider.System).ReadAsync(cancellationToken);
}
