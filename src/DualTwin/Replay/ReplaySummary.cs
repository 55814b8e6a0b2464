using DualTwin.CommandLine;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Replay;

/// <summary>What a replayed session came to, in a few lines for people.</summary>
internal static class ReplaySummary
{
    private static readonly string[] Header = ["pos", "car", "driver", "team", "laps", "stops", "best lap", "gap", "status"];

    /// <summary>Writes the session's name and the order of its cars; what nobody knows is a dash.</summary>
    public static void Write(TextWriter output, SessionState state)
    {
        output.WriteLine(Title(state.Session));
        output.WriteLine(
            $"{state.Session.LeaderLap} laps, {state.Cars.Length} cars, {state.Cars.Sum(c => c.StopCount)} stops, {state.Events.Count} events");
        output.WriteLine();
        TextTable.Write(output, Header, state.Cars.OrderBy(c => c.Timing.Position ?? int.MaxValue).Select(Row));
    }

    private static string Title(SessionFacts session) =>
        string.Join(", ", new[] { session.MeetingName, session.CircuitName, session.Kind?.ToString() }.Where(part => part is not null))
            is { Length: > 0 } title ? title : "A session that the recording does not name";

    private static string[] Row(CarState car) =>
    [
        Text(car.Timing.Position),
        car.CarId,
        car.Identity.Driver ?? "-",
        car.Identity.Team ?? "-",
        Text(car.Timing.LapsCompleted),
        Text(car.StopCount),
        car.Timing.BestLapTime is { } best ? best.ToString(@"m\:ss\.fff") : "-",
        Text(car.Timing.GapToLeader),
        car.Status is { } status ? Name(status) : "-",
    ];

    private static string Text(int? number) => number is null ? "-" : FormattableString.Invariant($"{number}");

    private static string Text(Gap? gap) => gap switch
    {
        { Time: { } time } => FormattableString.Invariant($"+{time.TotalSeconds:0.000} s"),
        { Laps: { } laps } => FormattableString.Invariant($"+{laps} lap{(laps == 1 ? "" : "s")}"),
        _ => "-",
    };

    private static string Name(CarStatus status) => status switch
    {
        CarStatus.OnTrack => "on track",
        CarStatus.InPitLane => "in pit lane",
        CarStatus.Stopped => "stopped",
        CarStatus.Retired => "retired",
        CarStatus.Finished => "finished",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };
}
