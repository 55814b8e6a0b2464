using System.CommandLine;
using DualTwin.Backtest.Reports;
using DualTwin.CommandLine;
using DualTwin.Session;
using DualTwin.Sources.Replay;

namespace DualTwin.Verbs;

/// <summary><c>stops</c>: each tyre stop of a recorded race beside what the twin had said before it.</summary>
internal static class StopsVerb
{
    private const string Description =
        """
        Replay a recorded race and print each tyre stop beside what the car's twin had said 10, 5, 3 and 1 laps before it: the probability of
        a stop within five laps (of one at the end of the lap, one lap before), the lap it most probably comes by, and the set it fits then.

        Examples:
          dualtwin stops 2018-04-29_Race
        """;

    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "Folder or file of the recording" };
        var command = new Command("stops", Description) { path };
        command.Does(async (parsed, cancellationToken) =>
        {
            var source = new ReplaySource(Recordings.Open(parsed.GetRequiredValue(path)), ReplaySpeed.Maximum, TimeProvider.System);
            var pipeline = new SessionPipeline(new SessionPipelineOptions());
            var story = new StopStory();
            await foreach (var frame in source.ReadAsync(cancellationToken))
            {
                story.Take(pipeline.Apply(frame));
            }

            await Console.Out.WriteAsync(story.Table(pipeline.Current.State));
            return ExitCodes.Ok;
        });
        return command;
    }
}
