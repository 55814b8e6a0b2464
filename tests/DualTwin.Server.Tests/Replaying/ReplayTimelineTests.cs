using DualTwin.Server.Replaying;
using DualTwin.Session;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.History;

namespace DualTwin.Server.Tests.Replaying;

public sealed class ReplayTimelineTests
{
    [Fact]
    public void Positions_OfTimesLapsAndEvents_AreTheirFrames()
    {
        var recording = Recordings.Open(RealRecordings.PathOf(RealRecordings.Archive));
        var timeline = ReplayTimeline.Of(recording, new SessionPipelineOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(51, timeline.Laps);
        Assert.Equal((1, timeline.Frames), (timeline.PositionAt(TimeSpan.Zero), timeline.PositionAt(TimeSpan.FromDays(1))));
        Assert.Null(timeline.PositionOfLap(52));
        Assert.True(timeline.PositionOfLap(20) > timeline.PositionOfLap(19));
        var first = timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, 0, backwards: false);
        var second = timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, first!.Value, backwards: false);
        Assert.True(second > first);
        Assert.Equal(first, timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, second!.Value, backwards: true));
        Assert.Null(timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, first.Value, backwards: true));
        Assert.Equal(19, Restored(timeline, timeline.PositionOfLap(20)!.Value).State.Session.LeaderLap);
    }

    private static View Restored(ReplayTimeline timeline, long place) =>
        new SessionPipeline(new SessionPipelineOptions()).Restore(timeline.StateBefore(place));
}
