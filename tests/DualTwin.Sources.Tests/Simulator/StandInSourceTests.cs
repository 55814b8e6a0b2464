using CsCheck;
using DualTwin.Session;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Simulator;

/// <summary>Stand-ins for simulated races that are cut off at any moment.</summary>
public sealed class StandInSourceTests
{
    private static readonly SimulatorOptions Race = SimulatorRun.Short with { Laps = 6, UpdateHz = 1 };

    private static readonly Gen<(ulong Seed, double Seconds, int Cars)> Cuts = Gen.Select(Gen.ULong[0, 10_000], Gen.Double[12, 700], Gen.Int[2, 24]);

    [Fact]
    public async Task ReadAsync_RaceCutOffAnywhere_GoesOnToTheFlag() => await Cuts.SampleAsync(
        async cut =>
        {
            var pipeline = await StandInRun.UntilAsync(Race with { Seed = cut.Seed, Cars = cut.Cars }, TimeSpan.FromSeconds(cut.Seconds));
            var state = pipeline.Current.State;
            var frames = await StandInRun.ToTheEndAsync(StandInRun.Source(state, pipeline.Current.Belief, seed: cut.Seed));

            var end = StandInRun.Follow(pipeline, frames, first => AssertTakesOver(state, first));

            Assert.True(end.FlagShown);
            Assert.Equal(SessionPhase.Ended, end.Session.Phase);
            Assert.All(end.Cars, c => Assert.True(c.Status is CarStatus.Finished or CarStatus.Retired || state.FindCar(c.CarId)!.Condition.Stopped == true));
            Assert.True(end.Cars.Any(c => c.Timing.LapsCompleted == 6) || end.Cars.All(c => c.Status != CarStatus.Finished), "Nobody took the flag.");
            Assert.Equal(Enumerable.Range(1, end.Cars.Length), end.Cars.Select(c => c.Timing.Position!.Value).Order());
        },
        iter: 40);

    [Fact]
    public async Task ReadAsync_CarThatIsOutStandsFarthest_LeadsNobody()
    {
        var pipeline = await StandInRun.UntilAsync(Race with { Seed = 1489, Cars = 24 }, TimeSpan.FromSeconds(72.5));
        var state = pipeline.Current.State;
        var farthest = state.Cars.MaxBy(c => c.Motion.LapFraction)!;
        Assert.Equal(CarStatus.Retired, farthest.Status);

        StandInRun.Follow(
            pipeline, await StandInRun.TakeAsync(StandInRun.Source(state, pipeline.Current.Belief), 60), first => AssertTakesOver(state, first));
    }

    [Fact]
    public async Task ReadAsync_CarThatIsToDropOutInThePitLane_GoesOnFromWhereItIs()
    {
        var pipeline = await StandInRun.UntilAsync(Race with { Seed = 1117, Cars = 24 }, TimeSpan.FromSeconds(140.4));
        var state = pipeline.Current.State;
        Assert.Contains(state.Cars, c => c.Status == CarStatus.InPitLane);

        StandInRun.Follow(
            pipeline, await StandInRun.TakeAsync(StandInRun.Source(state, pipeline.Current.Belief, seed: 1117), 60), first => AssertTakesOver(state, first));
    }

    [Fact]
    public async Task ReadAsync_CutOffDuringPitStops_EachStopIsEndedOnce()
    {
        var frames = await SimulatorRun.FramesAsync(SimulatorRun.Short with { UpdateHz = 1 });
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var (cuts, seen) = (0, 0);
        foreach (var frame in frames)
        {
            var before = pipeline.Apply(frame).State;
            var inPit = before.Cars.Where(c => c.Status == CarStatus.InPitLane && c.Running).Select(c => c.CarId).ToArray();
            if (inPit.Length == 0 || seen++ % 9 != 0)
            {
                continue;
            }

            cuts++;
            var after = StandInRun.Follow(
                pipeline, await StandInRun.TakeAsync(StandInRun.Source(before, pipeline.Current.Belief), 60), first => AssertTakesOver(before, first));
            foreach (var (was, now) in inPit.Select(id => (before.FindCar(id)!, after.FindCar(id)!)).Where(c => c.Item2.Running))
            {
                Assert.Equal(was.PitVisits.Count, now.PitVisits.Count);
                Assert.NotNull(now.PitVisits[^1].LeftAt);
                Assert.True(now.PitVisits[^1].TyresChanged);
                Assert.Equal(was.PitVisits.Count + 1, now.Stints.Count);
            }
        }

        Assert.InRange(cuts, 5, 100);
    }

    private static void AssertTakesOver(SessionState before, SessionState after)
    {
        Assert.Equal(StandInRun.Order(before), StandInRun.Order(after));
        foreach (var (was, now) in before.Cars.Zip(after.Cars).Where(c => c.First.Running))
        {
            Assert.Equal(was.Timing.LapsCompleted, now.Timing.LapsCompleted);
            Assert.Equal(was.Tyres.Compound, now.Tyres.Compound);
            Assert.Equal(was.Tyres.Age, now.Tyres.Age);
            Assert.Equal(was.Stints.Count, now.Stints.Count);
            Assert.Equal(was.Condition.InPit, now.Condition.InPit);
            Assert.Equal(was.Energy.FuelMassKg!.Value, now.Energy.FuelMassKg!.Value, 0.05);
            Assert.Equal(was.Motion.LapFraction!.Value, now.Motion.LapFraction!.Value, 0.001);
            Assert.Equal(was.Timing.GapToLeader?.Laps, now.Timing.GapToLeader?.Laps);
            if (was.Timing.GapToLeader?.Time is { } gap && now.Timing.GapToLeader?.Time is { } then)
            {
                Assert.Equal(gap.TotalSeconds, then.TotalSeconds, 1.0);
            }
        }

        Assert.Equal(before.Track.Status, after.Track.Status);
        Assert.Equal(before.Session.LeaderLap, after.Session.LeaderLap);
    }
}
