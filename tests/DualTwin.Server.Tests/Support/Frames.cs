using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Server.Tests.Support;

/// <summary>Frames of a small race.</summary>
internal static class Frames
{
    public static readonly DateTimeOffset Start = new(2026, 5, 3, 13, 0, 0, TimeSpan.Zero);

    /// <summary>A race with cars 44, 16 and so on in this order.</summary>
    public static Frame Race(int cars = 3, string session = "race-1") => Empty() with
    {
        Session = new SessionUpdate
        {
            SessionId = session, Type = SessionType.Race, Kind = SessionKind.Race, MeetingName = "São Paulo Grand Prix", TotalLaps = 50, LeaderLap = 1,
            Phase = SessionPhase.Running,
        },
        Track = new TrackUpdate { Status = TrackStatus.Green, Weather = WeatherCondition.Sunny, TrackTemperatureCelsius = 35.5 },
        Cars = [.. Enumerable.Range(0, cars).Select(Car)],
    };

    public static Frame Empty(double seconds = 0) => new()
    {
        Source = new SourceIdentity("scripted", "test", SourceMode.Live),
        MeasuredAt = Start.AddSeconds(seconds),
        ReceivedAt = Start.AddSeconds(seconds + 0.05),
        SessionTime = TimeSpan.FromSeconds(seconds),
    };

    /// <summary>Every car completes <paramref name="lap"/>.</summary>
    public static Frame Lap(int lap, int cars = 3) => Empty(lap * 90) with
    {
        Session = new SessionUpdate { LeaderLap = lap + 1 },
        Cars = [.. Enumerable.Range(0, cars).Select(i => new CarUpdate
        {
            CarId = Id(i),
            LapsCompleted = lap,
            LastLapTime = TimeSpan.FromMilliseconds(90_123 + i),
            LastLapSectors = new LapSectors(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(30_123 + i)),
        })],
    };

    public static Frame Status(TrackStatus status, double seconds) => Empty(seconds) with { Track = new TrackUpdate { Status = status } };

    /// <summary>Frames that change the track's status, each of which makes at least one event.</summary>
    public static IEnumerable<Frame> Flags(int count) =>
        Enumerable.Range(0, count).Select(i => Status(i % 2 == 0 ? TrackStatus.Yellow : TrackStatus.Green, i + 1));

    public static string Id(int index) => index switch { 0 => "44", 1 => "16", _ => (index + 50).ToString() };

    private static CarUpdate Car(int index) => new()
    {
        CarId = Id(index),
        Driver = $"Driver {index}",
        Team = $"Team {index / 2}",
        Position = index + 1,
        SpeedKph = 250 + index,
        Compound = Compound.Soft,
        TyreAge = 3,
        GapToLeader = index == 0 ? Gap.Zero : Gap.Of(TimeSpan.FromSeconds(index)),
        LapsCompleted = 0,
    };
}
