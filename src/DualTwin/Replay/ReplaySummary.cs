using DualTwin.CommandLine;
using DualTwin.Sources;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Replay;

/// <summary>What a replayed session came to, in a few lines for people.</summary>
internal static class ReplaySummary
{
    private static readonly string[] Header = ["pos", "car", "driver", "team", "laps", "stops", "best lap", "gap", "status"];

    /// <summary>Writes the session's name, the order of its cars and what the source refused; what nobody knows is a dash.</summary>
    public static void Write(TextWriter output, SessionState state, SourceCounters counters)
    {
        output.WriteLine(Title(state.Session));
        output.WriteLine(
            $"{state.Session.LeaderLap} laps, {state.Cars.Length} cars, {state.Cars.Sum(c => c.StopCount)} stops, {state.Events.Count} events");
        output.WriteLine();
        TextTable.Write(output, Header, state.Cars.OrderBy(c => c.Timing.Position ?? int.MaxValue).Select(Row));
        output.WriteLine();
        output.WriteLine(Read(counters));
    }

    /// <summary>How much was read, and what was refused, by reason.</summary>
    public static string Read(SourceCounters counters)
    {
        var refused = counters.Refused.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => FormattableString.Invariant($"{r.Key} {r.Value}"));
        var reasons = string.Join(", ", refused);
        return FormattableString.Invariant($"{counters.Messages} messages read, ")
            + (reasons.Length == 0 ? "none refused" : $"refused: {reasons}");
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
