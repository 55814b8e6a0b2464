using DualTwin.Session;
using DualTwin.Sources.Archive;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Simulator;

/// <summary>Stand-ins for a real race, whose feed tells no places on the lap.</summary>
public sealed class StandInArchiveTests
{
    // In lap 3 and lap 43 the safety car is out.
    private static readonly (int Lap, TrackStatus Status)[] Cuts =
        [(3, TrackStatus.SafetyCar), (10, TrackStatus.Green), (23, TrackStatus.Green), (43, TrackStatus.SafetyCar), (50, TrackStatus.Green)];

    [Fact]
    public async Task ReadAsync_AzerbaijanCutOff_GoesOnToTheFlag()
    {
        var source = TemporaryArchive.Open(RealArchives.PathOf(RealArchives.Azerbaijan));
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var cuts = new Queue<(int Lap, TrackStatus Status)>(Cuts);
        TimeSpan? cutAt = null;
        await foreach (var frame in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            var state = pipeline.Apply(frame).State;
            cutAt ??= cuts.Count > 0 && state.Session.LeaderLap == cuts.Peek().Lap ? state.SessionTime + TimeSpan.FromSeconds(37) : null;
            if (state.SessionTime >= cutAt)
            {
                Assert.Equal(cuts.Dequeue().Status, state.Track.Status);
                await CutOffAsync(pipeline);
                cutAt = null;
            }
        }

        Assert.Empty(cuts);
    }

    private static async Task CutOffAsync(SessionPipeline pipeline)
    {
        var view = pipeline.Current;
        var before = view.State;
        var frames = await StandInRun.ToTheEndAsync(StandInRun.Source(before, view.Belief, seed: 7));

        var end = StandInRun.Follow(pipeline, frames, first => AssertTakesOver(before, first));

        Assert.True(end.FlagShown);
        Assert.Equal(51, end.Session.LeaderLap);
        Assert.Contains(end.Cars, c => c is { Status: CarStatus.Finished, Timing: { LapsCompleted: 51, Position: 1 } });
        Assert.All(before.Cars.Where(c => c.Status == CarStatus.Retired), c => Assert.Equal(c.Timing.LapsCompleted, end.FindCar(c.CarId)!.Timing.LapsCompleted));
    }

    private static void AssertTakesOver(SessionState before, SessionState after)
    {
        Assert.Equal(StandInRun.Order(before), StandInRun.Order(after));
        Assert.Equal(before.Track.Status, after.Track.Status);
        var (kept, told) = (0, 0);
        foreach (var (was, now) in before.Cars.Zip(after.Cars).Where(c => c.First.Running))
        {
            Assert.InRange(now.Timing.LapsCompleted!.Value, was.Timing.LapsCompleted!.Value, was.Timing.LapsCompleted.Value + 1);
            Assert.Equal(was.Tyres.CompoundName, now.Tyres.CompoundName);
            Assert.Equal(was.Stints.Count, now.Stints.Count);
            if (was.Timing.GapToLeader?.Time is { } gap && now.Timing.GapToLeader?.Time is { } then)
            {
                told++;
                kept += Math.Abs(gap.TotalSeconds - then.TotalSeconds) <= 1 ? 1 : 0;
            }
        }

        // The feed's gaps are of different moments: at times one of them is not between those of the cars ahead and behind.
        Assert.True(told >= 5 && kept >= told - 2, $"{kept} of {told} gaps kept in lap {before.Session.LeaderLap}.");
    }
}
