using System.Text;
using DualTwin.Server.Replaying;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Tests.Replaying;

/// <summary>Going to a place gives what playing up to it gives, for every kind of recording.</summary>
public sealed class ReplayTimelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-timeline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Kinds => ["archive", "hub", "recorded hub", "recorded snapshots"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task StateBefore_AnyPlace_IsWhatPlayingToItGives(string kind)
    {
        var recording = await OpenAsync(kind);
        var timeline = ReplayTimeline.Of(recording, new SessionPipelineOptions(), TestContext.Current.CancellationToken);
        // Places that repeat from run to run, the borders of checkpoints among them.
        long[] places =
        [
            .. new long[] { 1, 2, 400, 401, 402, 799, 800, 801, timeline.Frames }
                .Concat(Enumerable.Range(1, 30).Select(i => 1 + (i * 7919L * i % timeline.Frames)))
                .Where(p => p <= timeline.Frames)
                .Distinct()
                .Order(),
        ];
        var played = Play(recording, places);

        foreach (var place in places.OrderBy(p => p * 31 % 97))
        {
            Assert.Equal((place, played[place]), (place, Sought(timeline, recording, place)));
        }
    }

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

    private async Task<IRecording> OpenAsync(string kind) => kind switch
    {
        "archive" => Recordings.Open(RealRecordings.PathOf(RealRecordings.Archive)),
        "hub" => Recordings.Open(RealRecordings.PathOf(RealRecordings.Hub)),
        "recorded hub" => await RealRecordings.OfTheHubAsync(_folder),
        _ => await RealRecordings.OfSnapshotsAsync(_folder),
    };

    private static Dictionary<long, string> Play(IRecording recording, long[] places)
    {
        var told = new Dictionary<long, string>();
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        using var reader = recording.Open(new SourceCounters());
        for (long position = 1; position <= places[^1]; position++)
        {
            Assert.True(reader.MoveNext());
            pipeline.Apply(reader.Current);
            if (places.Contains(position))
            {
                told[position] = Say(pipeline.Current);
            }
        }

        return told;
    }

    // The state before the place, and then the frame there as a replay that goes there reads it.
    private static string Sought(ReplayTimeline timeline, IRecording recording, long place)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        pipeline.Restore(timeline.StateBefore(place));
        var seek = timeline.SeekTo(place);
        using var reader = seek.Mark is null ? recording.Open(new SourceCounters()) : recording.OpenAt(seek.Mark, new SourceCounters());
        for (var at = seek.MarkPosition; at < place; at++)
        {
            Assert.True(reader.MoveNext());
        }

        return Say(pipeline.Apply(reader.Current));
    }

    private static View Restored(ReplayTimeline timeline, long place) =>
        new SessionPipeline(new SessionPipelineOptions()).Restore(timeline.StateBefore(place));

    private static string Say(View view)
    {
        var said = new StringBuilder();
        foreach (var document in Enum.GetValues<ViewDocument>())
        {
            said.AppendLine(view.Document(document, SchemaVersions.Newest) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "none");
        }

        foreach (var e in view.State.Events)
        {
            said.AppendLine($"{e.Id} {e.Time:O} {e.Type} {e.CarId} {e.Text}");
        }

        return said.ToString();
    }
}
