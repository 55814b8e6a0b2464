using DualTwin.RaceModel.Belief;
using DualTwin.Session;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Simulator;

/// <summary>A session that loses its source and goes on with a stand-in.</summary>
internal static class StandInRun
{
    /// <summary>A pipeline after a simulated race up to a session time.</summary>
    public static async Task<SessionPipeline> UntilAsync(SimulatorOptions options, TimeSpan sessionTime, Func<Frame, Frame>? change = null)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        foreach (var frame in await SimulatorRun.FramesAsync(options))
        {
            if (frame.SessionTime > sessionTime)
            {
                break;
            }

            pipeline.Apply(change is null ? frame : change(frame));
        }

        return pipeline;
    }

    public static StandInSource Source(SessionState state, RaceBelief belief, TimeSpan silence = default, ulong seed = 1, double hz = 1) =>
        new(state, belief, new StandInOptions { Seed = seed, UpdateHz = hz }, silence, new RushingClock(SimulatorRun.Begin));

    /// <summary>The first frames of a source.</summary>
    public static async Task<List<Frame>> TakeAsync(ITelemetrySource source, int count, Func<Frame, bool>? until = null)
    {
        var frames = new List<Frame>();
        await foreach (var frame in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            frames.Add(frame);
            if (frames.Count >= count || until?.Invoke(frame) == true)
            {
                break;
            }
        }

        return frames;
    }

    /// <summary>Frames up to the first that says the session has ended, and a few more.</summary>
    public static async Task<List<Frame>> ToTheEndAsync(ITelemetrySource source)
    {
        var after = 0;
        var ended = false;
        return await TakeAsync(source, 20_000, f => (ended |= f.Session?.Phase == SessionPhase.Ended) && ++after > 3);
    }

    /// <summary>
    /// Folds a stand-in's frames in and checks what must hold of each: no lap goes back, no car jumps, the order is a permutation, the
    /// measured state stays what it was, and time goes on.
    /// </summary>
    public static SessionState Follow(SessionPipeline pipeline, IReadOnlyList<Frame> frames, Action<SessionState>? first = null)
    {
        var measured = pipeline.Current.Measured;
        var before = measured;
        foreach (var frame in frames)
        {
            Assert.True(frame.Source.Simulated);
            Assert.Null(frame.Session?.SessionId);
            var view = pipeline.ApplyStandIn(frame);
            Assert.Same(measured, view.Measured);
            Assert.True(view.StandingIn);
            AssertFollows(before, view.State);
            if (ReferenceEquals(before, measured))
            {
                first?.Invoke(view.State);
            }

            before = view.State;
        }

        return before;
    }

    public static IEnumerable<string> Order(SessionState state) =>
        state.Cars.Where(c => c.Running).OrderBy(c => c.Timing.Position ?? int.MaxValue).Select(c => c.CarId);

    private static void AssertFollows(SessionState before, SessionState after)
    {
        Assert.True(!(after.SessionTime < before.SessionTime));
        Assert.True(!(after.MeasuredAt < before.MeasuredAt));
        Assert.True(after.Session.LeaderLap >= before.Session.LeaderLap);
        Assert.Equal(before.Cars.Select(c => c.CarId), after.Cars.Select(c => c.CarId));
        var positions = after.Cars.Select(c => c.Timing.Position).OfType<int>().ToArray();
        Assert.Equal(positions.Length, positions.Distinct().Count());
        foreach (var (was, now) in before.Cars.Zip(after.Cars))
        {
            Assert.True(!(now.Timing.LapsCompleted < was.Timing.LapsCompleted), $"{now.CarId} lost a lap.");
            Assert.True(now.Stints.Count >= was.Stints.Count && now.PitVisits.Count >= was.PitVisits.Count);
            AssertMoves(was, now, (after.MeasuredAt - before.MeasuredAt)?.TotalSeconds ?? 0);
        }
    }

    // No car of a lap of 50 s or more goes farther than a thirtieth of it in a second.
    private static void AssertMoves(CarState was, CarState now, double seconds)
    {
        if (was.Motion.LapFraction is not { } from || now.Motion.LapFraction is not { } to || was.Timing.LapsCompleted is not { } laps)
        {
            return;
        }

        Assert.InRange(now.Timing.LapsCompleted!.Value + to - laps - from, -1e-4, 0.001 + (Math.Max(0.2, seconds) / 30));
    }
}
