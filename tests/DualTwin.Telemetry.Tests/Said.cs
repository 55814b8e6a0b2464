using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Tests;

/// <summary>Short ways to say a frame.</summary>
internal static class Said
{
    public static readonly SourceIdentity Source = new("websocket", "test", SourceMode.Live);
    public static readonly DateTimeOffset Zero = new(2026, 3, 8, 4, 0, 0, TimeSpan.Zero);

    public static Frame At(double seconds, params CarUpdate[] cars) => new()
    {
        Source = Source,
        MeasuredAt = Zero.AddSeconds(seconds),
        ReceivedAt = Zero.AddSeconds(seconds),
        SessionTime = TimeSpan.FromSeconds(seconds),
        Cars = [.. cars],
    };

    public static Frame Session(double seconds, SessionUpdate session) => At(seconds) with { Session = session };

    public static Frame Track(double seconds, TrackStatus status) => At(seconds) with { Track = new TrackUpdate { Status = status } };

    public static SessionState Folded(params Frame[] frames) => Folded(SessionState.Empty, frames);

    public static SessionState Folded(SessionState state, params Frame[] frames)
    {
        foreach (var frame in frames)
        {
            state = SessionMerger.Apply(state, frame).State;
        }

        return state;
    }

    /// <summary>A running race of <paramref name="laps"/> laps in which the cars named are known.</summary>
    public static SessionState Race(int? laps, params string[] carIds) => Folded(
        Session(0, new SessionUpdate { SessionId = "race", Type = SessionType.Race, TotalLaps = laps, Phase = SessionPhase.Running }),
        At(0, [.. carIds.Select((id, i) => new CarUpdate { CarId = id, Position = i + 1, InPit = false, Stopped = false, Retired = false })]));

    public static CarUpdate Lap(string carId, int completed, double? lapTime = null) => new()
    {
        CarId = carId,
        LapsCompleted = completed,
        LastLapTime = lapTime is { } t ? TimeSpan.FromSeconds(t) : null,
    };
}
