using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Session.Tests;

/// <summary>Small races as frames.</summary>
internal static class Races
{
    public static readonly DateTimeOffset Start = new(2026, 3, 8, 4, 0, 0, TimeSpan.Zero);
    private static readonly SourceIdentity Source = new("replay", "test", SourceMode.Replay);

    public static Frame Frame(double seconds, params CarUpdate[] cars) => new()
    {
        Source = Source,
        MeasuredAt = Start.AddSeconds(seconds),
        ReceivedAt = Start.AddSeconds(seconds),
        SessionTime = TimeSpan.FromSeconds(seconds),
        Cars = [.. cars],
    };

    /// <summary>
    /// A race of <paramref name="total"/> laps after <paramref name="laps"/> of them: a car per id, a second apart in race order, each
    /// lap slower by 0.05 s for its tyres.
    /// </summary>
    public static IEnumerable<Frame> Run(int laps, int total, params string[] carIds)
    {
        yield return Frame(0) with
        {
            Session = new SessionUpdate { SessionId = "test", Type = SessionType.Race, CircuitName = "Baku", TotalLaps = total, Phase = SessionPhase.Running },
            Track = new TrackUpdate { Status = TrackStatus.Green, Weather = WeatherCondition.Sunny, TrackTemperatureCelsius = 40 },
        };
        yield return Frame(0, [.. carIds.Select((id, i) => new CarUpdate
        {
            CarId = id,
            Team = $"Team {i / 2}",
            Driver = $"Driver {id}",
            Position = i + 1,
            InPit = false,
            Stints = [new StintUpdate { Index = 0, CompoundName = "MEDIUM", New = true, AgeAtStart = 0 }],
        })]);
        var end = 0.0;
        for (var lap = 1; lap <= laps; lap++)
        {
            end += 105 + (0.05 * lap);
            for (var i = 0; i < carIds.Length; i++)
            {
                yield return Frame(end + i, new CarUpdate
                {
                    CarId = carIds[i],
                    LapsCompleted = lap,
                    LastLapTime = TimeSpan.FromSeconds(105 + (0.05 * lap)),
                    GapToLeader = Gap.Of(TimeSpan.FromSeconds(i)),
                    Interval = i == 0 ? null : Gap.Of(TimeSpan.FromSeconds(1)),
                });
            }
        }
    }

    public static SessionPipeline Fold(IEnumerable<Frame> frames, SessionPipelineOptions? options = null)
    {
        var pipeline = new SessionPipeline(options ?? new SessionPipelineOptions());
        foreach (var frame in frames)
        {
            pipeline.Apply(frame);
        }

        return pipeline;
    }
}
