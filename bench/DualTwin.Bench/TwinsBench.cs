using System.Collections.Immutable;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins;

namespace DualTwin.Bench;

/// <summary>The twins of a 24-car field late in a race: at a line crossing, and at a frame between two of them.</summary>
internal static class TwinsBench
{
    private const int Cars = 24;
    private const int LapsBefore = 45;
    private const double LapSeconds = 90;
    private const double GoalMicrosecondsPerLap = 20;
    private const double GoalMicrosecondsPerFrame = 1;
    private const double GoalMicrosecondsForField = 2000;
    private static readonly SourceIdentity Source = new("bench", "bench", SourceMode.Live);
    private static readonly DateTimeOffset Zero = new(2026, 3, 8, 4, 0, 0, TimeSpan.Zero);

    public static bool Run()
    {
        var estimator = new FieldEstimator(new TwinOptions { Circuit = _ => CircuitCatalogue.Find("Spielberg")!, NextLap = CircuitCatalogue.NextLap, Stops = CircuitCatalogue.Stops });
        var (state, twins) = (SessionState.Empty, TwinsState.Empty);
        Fold(estimator, ref state, ref twins, Start());
        for (var lap = 1; lap <= LapsBefore; lap++)
        {
            for (var car = 0; car < Cars; car++)
            {
                Fold(estimator, ref state, ref twins, Crossing(car, lap));
            }
        }

        Console.WriteLine($"Twins: {Cars} cars after {LapsBefore} laps");
        var crossings = Follow(state, Enumerable.Range(0, Cars).Select(car => Crossing(car, LapsBefore + 1)));
        var lapEvent = Sample.Take("a car ends a lap: all twins", 41, 200, i => estimator.Fold(twins, crossings[i % Cars].State, crossings[i % Cars].Events, newSession: false));
        var frames = Follow(state, Enumerable.Range(0, Cars).Select(Motion));
        var between = Sample.Take("a frame that moves all cars: all twins", 41, 500, i => estimator.Fold(twins, frames[i % Cars].State, frames[i % Cars].Events, newSession: false));
        var stopped = Follow(state, Enumerable.Range(0, Cars).Select(Neutralised));
        var fieldEvent = Sample.Take("the safety car comes out: all twins", 41, 20, i => estimator.Fold(twins, stopped[i % Cars].State, stopped[i % Cars].Events, newSession: false));
        Console.WriteLine(lapEvent);
        Console.WriteLine(fieldEvent);
        Console.WriteLine(between);
        Console.WriteLine($"  per car at a lap's end {lapEvent.MedianMicroseconds / Cars:F3} µs");
        Console.WriteLine($"  per car in a frame {between.MedianMicroseconds / Cars:F3} µs, {between.AllocatedBytes / Cars:F0} B of new state");
        return lapEvent.MedianMicroseconds < GoalMicrosecondsPerLap && fieldEvent.MedianMicroseconds < GoalMicrosecondsForField && between.MedianMicroseconds / Cars < GoalMicrosecondsPerFrame;
    }

    private static void Fold(FieldEstimator estimator, ref SessionState state, ref TwinsState twins, Frame frame)
    {
        var merged = SessionMerger.Apply(state, frame);
        state = merged.State;
        twins = estimator.Fold(twins, state, merged.Events, merged.NewSession);
    }

    // What each frame alone makes of the state.
    private static (SessionState State, ImmutableArray<SessionEvent> Events)[] Follow(SessionState state, IEnumerable<Frame> frames) =>
        [.. frames.Select(frame => SessionMerger.Apply(state, frame)).Select(m => (m.State, m.Events))];

    private static Frame Start() => At(0) with
    {
        Session = new SessionUpdate { SessionId = "bench", Type = SessionType.Race, CircuitName = "Spielberg", TotalLaps = 71, LeaderLap = 1, Phase = SessionPhase.Running },
        Track = new TrackUpdate { Status = TrackStatus.Green },
        Cars = [.. Enumerable.Range(0, Cars).Select(car => new CarUpdate
        {
            CarId = Id(car),
            Position = car + 1,
            LapsCompleted = 0,
            InPit = false,
            Stints = [new StintUpdate { Index = 0, Compound = Compound.Hard, AgeAtStart = 0, StartLap = 1 }],
        })],
    };

    private static Frame Crossing(int car, int lap)
    {
        var seconds = LapSeconds + (0.2 * Math.Sin((car * 7) + (lap * 3)));
        return At((lap * LapSeconds) + (1.5 * car)) with
        {
            Cars =
            [
                new CarUpdate
                {
                    CarId = Id(car),
                    LapsCompleted = lap,
                    LastLapTime = TimeSpan.FromSeconds(seconds),
                    Interval = car == 0 ? null : Gap.Of(TimeSpan.FromSeconds(1.5)),
                    GapToLeader = Gap.Of(TimeSpan.FromSeconds(1.5 * car)),
                },
            ],
        };
    }

    private static Frame Neutralised(int step) => At((LapsBefore * LapSeconds) + 50 + (0.05 * step)) with { Track = new TrackUpdate { Status = TrackStatus.SafetyCar } };

    private static Frame Motion(int step) => At((LapsBefore * LapSeconds) + 50 + (0.05 * step)) with
    {
        Cars = [.. Enumerable.Range(0, Cars).Select(car => new CarUpdate { CarId = Id(car), SpeedKph = 200 + step, LapFraction = 0.3 + (0.001 * step) })],
    };

    private static Frame At(double seconds) => new()
    {
        Source = Source,
        MeasuredAt = Zero + TimeSpan.FromSeconds(seconds),
        ReceivedAt = Zero + TimeSpan.FromSeconds(seconds),
        SessionTime = TimeSpan.FromSeconds(seconds),
    };

    private static string Id(int car) => (car + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
