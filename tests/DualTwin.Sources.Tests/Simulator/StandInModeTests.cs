using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Session;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Simulator;

/// <summary>Stand-ins for sessions other than a race underway, and for sources that tell little.</summary>
public sealed class StandInModeTests
{
    private static readonly SourceIdentity Live = new("websocket", "ws://pit.example", SourceMode.Live);

    [Fact]
    public async Task ReadAsync_Identity_NamesTheSourceItStandsInFor()
    {
        var pipeline = Session(SessionType.Race, SessionPhase.Running, Car("1", 1, 10));

        var frame = (await StandInRun.TakeAsync(Source(pipeline), 1)).Single();

        Assert.Equal(new SourceIdentity("simulator", "stand-in for ws://pit.example", SourceMode.Simulator), frame.Source);
        Assert.True(frame.Source.Simulated);
    }

    [Fact]
    public async Task ReadAsync_EqualArguments_GiveEqualFrames()
    {
        var pipeline = await StandInRun.UntilAsync(SimulatorRun.Short with { Laps = 5, UpdateHz = 1 }, TimeSpan.FromSeconds(200));
        var view = pipeline.Current;

        var one = await StandInRun.ToTheEndAsync(StandInRun.Source(view.State, view.Belief, TimeSpan.FromSeconds(9), seed: 5));
        var same = await StandInRun.ToTheEndAsync(StandInRun.Source(view.State, view.Belief, TimeSpan.FromSeconds(9), seed: 5));
        var other = await StandInRun.ToTheEndAsync(StandInRun.Source(view.State, view.Belief, TimeSpan.FromSeconds(9), seed: 6));

        Assert.Equal(Told(one), Told(same));
        Assert.NotEqual(Told(one), Told(other));
    }

    [Fact]
    public async Task ReadAsync_Silence_IsToldFirstAndCounts()
    {
        var pipeline = await StandInRun.UntilAsync(SimulatorRun.Short with { UpdateHz = 1 }, TimeSpan.FromSeconds(300));
        var state = pipeline.Current.State;
        var clock = new RushingClock(SimulatorRun.Begin);
        var source = new StandInSource(state, pipeline.Current.Belief, new StandInOptions { UpdateHz = 1 }, TimeSpan.FromSeconds(250), clock);

        var frames = await StandInRun.TakeAsync(source, 250);
        var end = StandInRun.Follow(pipeline, frames);

        Assert.Equal(SimulatorRun.Begin, clock.GetUtcNow());
        Assert.Equal(state.SessionTime + TimeSpan.FromSeconds(250), frames[^1].SessionTime);
        Assert.Equal(state.MeasuredAt + TimeSpan.FromSeconds(250), frames[^1].MeasuredAt);
        Assert.InRange(end.Session.LeaderLap - state.Session.LeaderLap, 2, 3);
        Assert.All(end.Cars.Where(c => c.Running), c => Assert.Equal(c.Timing.LapsCompleted, c.Laps.Count));
    }

    [Fact]
    public async Task ReadAsync_MachineThatSlept_GoesOnAtTheTimeOfTheClock()
    {
        var pipeline = await StandInRun.UntilAsync(SimulatorRun.Short with { UpdateHz = 1 }, TimeSpan.FromSeconds(300));
        var clock = new RushingClock(SimulatorRun.Begin);
        var source = new StandInSource(pipeline.Current.State, pipeline.Current.Belief, new StandInOptions { UpdateHz = 5 }, default, clock);
        var frames = new List<Frame>();
        await foreach (var frame in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            frames.Add(frame);
            if (frames.Count == 1)
            {
                clock.Sleep(TimeSpan.FromSeconds(100));
            }

            if (frame.MeasuredAt - frames[0].MeasuredAt >= TimeSpan.FromSeconds(102))
            {
                break;
            }
        }

        StandInRun.Follow(pipeline, frames);
        Assert.InRange(frames.Count, 100, 115);
        Assert.InRange((clock.GetUtcNow() - SimulatorRun.Begin).TotalSeconds, 102, 103);
    }

    [Fact]
    public async Task ReadAsync_SourceWithoutPlaces_GoesOnFromItsCrossings()
    {
        // What a timing screen tells: no fraction of the lap, no speed.
        static Frame Bare(Frame frame) => frame with { Cars = [.. frame.Cars.Select(c => c with { LapFraction = null, SpeedKph = null })] };
        var options = SimulatorRun.Short with { UpdateHz = 1, Seed = 11 };
        for (var seconds = 150; seconds < 800; seconds += 73)
        {
            var full = await StandInRun.UntilAsync(options, TimeSpan.FromSeconds(seconds));
            var pipeline = await StandInRun.UntilAsync(options, TimeSpan.FromSeconds(seconds), Bare);
            var before = pipeline.Current.State;
            var frames = await StandInRun.ToTheEndAsync(Source(pipeline));

            var end = StandInRun.Follow(pipeline, frames, first =>
            {
                Assert.Equal(StandInRun.Order(before), StandInRun.Order(first));
                foreach (var car in first.Cars.Where(c => c.Running && c.Timing.GapToLeader?.Time is not null))
                {
                    var was = before.FindCar(car.CarId)!;
                    Assert.Equal(was.Timing.GapToLeader?.Time?.TotalSeconds ?? -1, car.Timing.GapToLeader!.Value.Time!.Value.TotalSeconds, 1.0);
                    var real = full.Current.State.FindCar(car.CarId)!;
                    var off = car.Timing.LapsCompleted + car.Motion.LapFraction - real.Timing.LapsCompleted - real.Motion.LapFraction;
                    Assert.InRange(off!.Value, -0.12, 0.12);
                }
            });
            Assert.True(end.FlagShown);
        }
    }

    [Fact]
    public async Task ReadAsync_RaceNotStarted_WaitsForTheScheduledStart()
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        pipeline.Apply(Frame(
            new SessionUpdate { Type = SessionType.Race, Phase = SessionPhase.NotStarted, TotalLaps = 3, ScheduledStart = SimulatorRun.Begin.AddSeconds(120), CircuitName = "Baku" },
            [.. Enumerable.Range(1, 20).Select(i => Car($"{i}", i, null))]));
        var frames = await StandInRun.ToTheEndAsync(Source(pipeline));

        var end = StandInRun.Follow(pipeline, frames);

        Assert.Equal(SimulatorRun.Begin.AddSeconds(120), frames.First(f => f.Session?.Phase == SessionPhase.Running).MeasuredAt);
        Assert.All(frames.TakeWhile(f => f.Session is null).SelectMany(f => f.Cars), c => Assert.Equal(0, c.SpeedKph));
        Assert.True(end.FlagShown);
        Assert.Contains(end.Cars, c => c.Timing.LapsCompleted == 3);
    }

    [Fact]
    public async Task ReadAsync_FlagOut_EverybodyEndsTheLap()
    {
        var options = SimulatorRun.Short with { Laps = 3, UpdateHz = 1 };
        var all = await SimulatorRun.FramesAsync(options);
        var flag = all.First(f => f.Session?.Phase == SessionPhase.Finished).SessionTime!.Value;
        var pipeline = await StandInRun.UntilAsync(options, flag + TimeSpan.FromSeconds(8));
        var before = pipeline.Current.State;

        var end = StandInRun.Follow(pipeline, await StandInRun.ToTheEndAsync(Source(pipeline)), first =>
            Assert.Equal(before.Cars.Select(c => c.Timing.Position), first.Cars.Select(c => c.Timing.Position)));

        Assert.Contains(before.Cars, c => c.Running);
        Assert.Contains(before.Cars, c => c.Status == CarStatus.Finished);
        Assert.DoesNotContain(end.Cars, c => c.Running && before.FindCar(c.CarId)!.Condition.Stopped != true);
        Assert.All(end.Cars, c => Assert.True(c.Timing.LapsCompleted <= 3));
    }

    [Theory]
    [InlineData(SessionType.Race, SessionPhase.Ended)]
    [InlineData(SessionType.Race, SessionPhase.Suspended)]
    [InlineData(SessionType.Practice, SessionPhase.Finished)]
    [InlineData(SessionType.Qualifying, SessionPhase.Suspended)]
    public async Task ReadAsync_NothingGoesOn_OnlyTimeDoes(SessionType type, SessionPhase phase)
    {
        var pipeline = Session(type, phase, Car("1", 1, 10), Car("2", 2, 10));
        var before = pipeline.Current.State;

        var frames = await StandInRun.TakeAsync(Source(pipeline), 100);
        var after = StandInRun.Follow(pipeline, frames);

        Assert.Equal(before.Cars, after.Cars);
        Assert.Equal(before.MeasuredAt + TimeSpan.FromSeconds(99), after.MeasuredAt);
    }

    [Theory]
    [InlineData(SessionType.Practice)]
    [InlineData(SessionType.Qualifying)]
    public async Task ReadAsync_PracticeOrQualifying_CarsGoRoundAndTheOrderStays(SessionType type)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        pipeline.Apply(Frame(
            new SessionUpdate { Type = type, Phase = SessionPhase.Running, CircuitName = "Baku", Remaining = TimeSpan.FromMinutes(10) },
            [.. Enumerable.Range(1, 20).Select(i => Car($"{i}", i, 3) with { BestLapTime = TimeSpan.FromSeconds(102 + (i * 0.1)), InPit = i % 4 == 0 })]));
        var before = pipeline.Current.State;

        var after = StandInRun.Follow(pipeline, await StandInRun.TakeAsync(Source(pipeline), 900));

        Assert.Equal(before.Cars.Select(c => (c.Timing.Position, c.Timing.BestLapTime)), after.Cars.Select(c => (c.Timing.Position, c.Timing.BestLapTime)));
        Assert.All(after.Cars.Where(c => c.Condition.InPit == true), c => Assert.Equal(3, c.Timing.LapsCompleted));
        Assert.All(after.Cars.Where(c => c.Condition.InPit != true), c => Assert.InRange(c.Timing.LapsCompleted!.Value, 8, 10));
        Assert.Equal(5, after.Cars.Count(c => c.Condition.InPit == true));
        Assert.False(after.FlagShown);
        Assert.Equal(TimeSpan.Zero, after.Session.Remaining);
        Assert.All(after.Cars, c => Assert.Empty(c.PitVisits));
    }

    [Fact]
    public async Task ReadAsync_NothingEverReceived_RunsAnOrdinaryRace()
    {
        var source = StandInRun.Source(SessionState.Empty, RaceBelief.Empty);

        var frames = await StandInRun.TakeAsync(source, 30);
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        foreach (var frame in frames)
        {
            Assert.Equal(source.Identity, frame.Source);
            pipeline.ApplyStandIn(frame);
        }

        Assert.Equal(20, pipeline.Current.State.Cars.Length);
        Assert.Equal(SessionPhase.Running, pipeline.Current.State.Session.Phase);
        Assert.Equal(SessionState.Empty, pipeline.Current.Measured);
    }

    [Fact]
    public async Task ReadAsync_BeliefOfNothing_GoesOnFromTheStateAlone()
    {
        var pipeline = await StandInRun.UntilAsync(SimulatorRun.Short with { Laps = 5, UpdateHz = 1 }, TimeSpan.FromSeconds(250));
        var state = pipeline.Current.State;

        var end = StandInRun.Follow(pipeline, await StandInRun.ToTheEndAsync(StandInRun.Source(state, RaceBelief.Empty)), first =>
            Assert.Equal(StandInRun.Order(state), StandInRun.Order(first)));

        Assert.True(end.FlagShown);
    }

    [Fact]
    public async Task ReadAsync_CarsOfWhichNothingIsKnown_AreRaced()
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        pipeline.Apply(Frame(
            new SessionUpdate { Type = SessionType.Race, Phase = SessionPhase.Running, LeaderLap = 4 },
            [.. Enumerable.Range(1, 24).Select(i => new CarUpdate { CarId = $"{i}" })]));

        var after = StandInRun.Follow(pipeline, await StandInRun.TakeAsync(Source(pipeline), 400));

        Assert.Equal(Enumerable.Range(1, 24), after.Cars.Select(c => c.Timing.Position!.Value).Order());
        Assert.True(after.Session.LeaderLap > 4);
        Assert.All(after.Cars, c => Assert.Null(c.Motion.SpeedKph));
        Assert.All(after.Cars.Where(c => c.PitVisits.IsEmpty), c => Assert.Null(c.Tyres.Compound));
    }

    [Fact]
    public void Constructor_BadOption_NamesIt()
    {
        var options = new StandInOptions { UpdateHz = 0 };

        var error = Assert.Throws<SourceException>(() => new StandInSource(SessionState.Empty, RaceBelief.Empty, options, default, TimeProvider.System));

        Assert.Equal("The stand-in cannot run: UpdateHz is 0; expected 1 to 20.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new StandInSource(SessionState.Empty, RaceBelief.Empty, new StandInOptions(), TimeSpan.FromSeconds(-1), TimeProvider.System));
    }

    private static StandInSource Source(SessionPipeline pipeline) => StandInRun.Source(pipeline.Current.State, pipeline.Current.Belief);

    private static SessionPipeline Session(SessionType type, SessionPhase phase, params ImmutableArray<CarUpdate> cars)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        pipeline.Apply(Frame(new SessionUpdate { Type = type, Phase = phase, LeaderLap = 11, TotalLaps = 20, CircuitName = "Baku" }, cars));
        return pipeline;
    }

    private static Frame Frame(SessionUpdate session, ImmutableArray<CarUpdate> cars) => new()
    {
        Source = Live,
        MeasuredAt = SimulatorRun.Begin,
        ReceivedAt = SimulatorRun.Begin,
        SessionTime = TimeSpan.FromHours(1),
        Session = session,
        Cars = cars,
    };

    private static CarUpdate Car(string id, int position, int? laps) =>
        new() { CarId = id, Position = position, LapsCompleted = laps, InPit = false };

    private static IEnumerable<string> Told(IEnumerable<Frame> frames) => frames.SelectMany(f => f.Cars.Select(c =>
        $"{f.SessionTime} {f.MeasuredAt:O} {c.CarId} {c.Position} {c.LapsCompleted} {c.LapFraction} {c.GapToLeader} {c.LastLapTime} {c.FuelMassKg}"));
}
