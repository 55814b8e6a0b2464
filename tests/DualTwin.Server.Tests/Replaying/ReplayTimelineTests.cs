using DualTwin.Server.Replaying;
using DualTwin.Session;
using DualTwin.Sources;
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
        Assert.Null(timeline.PositionOfLap(52));
        Assert.True(timeline.PositionOfLap(20) > timeline.PositionOfLap(19));
        var first = timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, 0, backwards: false);
        var second = timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, first!.Value, backwards: false);
        Assert.True(second > first);
        Assert.Equal(first, timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, second!.Value, backwards: true));
        Assert.Null(timeline.PositionOfEvent(EventTypes.SafetyCarDeployed, first.Value, backwards: true));
        Assert.Equal(19, Restored(timeline, timeline.PositionOfLap(20)!.Value).State.Session.LeaderLap);
    }

    [Fact]
    public void PositionAt_AnyTime_IsTheLastFrameThatHadComeByThen()
    {
        var recording = Recordings.Open(RealRecordings.PathOf(RealRecordings.Archive));
        var timeline = ReplayTimeline.Of(recording, new SessionPipelineOptions(), TestContext.Current.CancellationToken);
        List<TimeSpan> times = [];
        using var reader = recording.Open(new SourceCounters());
        while (reader.MoveNext())
        {
            times.Add(reader.At);
        }

        // Between frames, and where several came at once.
        TimeSpan[] asked = [.. Enumerable.Range(0, 500).Select(step => times[^1] * step / 400), .. times.Where((_, i) => i % 97 == 0)];
        Assert.All(asked, time => Assert.Equal(Math.Max(1, times.FindLastIndex(at => at <= time) + 1), timeline.PositionAt(time)));
    }

    private static View Restored(ReplayTimeline timeline, long place) =>
        new SessionPipeline(new SessionPipelineOptions()).Restore(timeline.StateBefore(place));
}
