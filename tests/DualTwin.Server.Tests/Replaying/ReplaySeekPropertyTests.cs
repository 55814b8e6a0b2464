using System.Text;
using DualTwin.Server.Replaying;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Tests.Captures;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Tests.Replaying;

/// <summary>Going to a place gives what playing up to it gives, for every kind of recording, and playing on from there as well.</summary>
public sealed class ReplaySeekPropertyTests : IDisposable
{
    private const int Places = 16;
    private const int PlayedOn = 25;

    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-seek-").FullName;
    private readonly CaptureBuilder _captures = new();

    public static TheoryData<string, int> Cases
    {
        get
        {
            string[] kinds =
            [
                "archive race", "archive qualifying", "archive sprint", "hub", "recorded hub", "recorded websocket", "recorded endpoints", "recorded udp",
                "recorded openf1", "recorded game", "capture .f64u32", "capture .f64u32.gz", "capture .jsonl.gz", "capture .pcap", "capture .pcapng.gz",
                "real game",
            ];
            return new(kinds.SelectMany(kind => new[] { 1, 20260705 }.Select(seed => (kind, seed))));
        }
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _captures.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Seek_AnyPlace_IsWhatPlayingToItGives(string kind, int seed)
    {
        var recording = await OpenAsync(kind);
        var timeline = ReplayTimeline.Of(recording, new SessionPipelineOptions(), TestContext.Current.CancellationToken);
        var chance = new Random(seed);
        // Random places, and the borders of checkpoints among them.
        long[] places =
        [
            .. new long[] { 1, 2, 400, 401, 800, 801, timeline.Frames }
                .Concat(Enumerable.Range(0, Places).Select(_ => chance.NextInt64(1, timeline.Frames + 1)))
                .Where(p => p <= timeline.Frames)
                .Distinct(),
        ];
        chance.Shuffle(places);
        var played = Play(recording, [.. places.SelectMany(p => new[] { p, Math.Min(p + PlayedOn, timeline.Frames) })]);

        foreach (var place in places)
        {
            var (there, after) = Sought(timeline, recording, place);
            Assert.True(played[place] == there, $"seed {seed}: {kind} at {place} of {timeline.Frames} is not as played to: {Difference(played[place], there)}");
            var end = Math.Min(place + PlayedOn, timeline.Frames);
            Assert.True(played[end] == after, $"seed {seed}: {kind} from {place} to {end} goes on otherwise than played: {Difference(played[end], after)}");
        }
    }

    private async Task<IRecording> OpenAsync(string kind) => kind switch
    {
        "archive race" => Recordings.Open(RealRecordings.PathOf(RealRecordings.Archive)),
        "archive qualifying" => Recordings.Open(RealRecordings.PathOf("archive/2019-09-08_Italian_Grand_Prix/2019-09-07_Qualifying")),
        "archive sprint" => Recordings.Open(RealRecordings.PathOf("archive/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint")),
        "hub" => Recordings.Open(RealRecordings.PathOf(RealRecordings.Hub)),
        "recorded hub" => await RealRecordings.OfTheHubAsync(_folder),
        "recorded websocket" => await RealRecordings.OfSnapshotsAsync(_folder),
        "recorded endpoints" => await MadeRecordings.OfMergedAsync(_folder),
        "recorded udp" => await MadeRecordings.OfUdpTextAsync(_folder),
        "recorded openf1" => await MadeRecordings.OfOpenF1Async(_folder),
        "recorded game" => await MadeRecordings.OfTheGameAsync(_folder),
        "real game" => Recordings.Open(RealCaptures.PathOf(RealCaptures.Sakhir)),
        _ => await MadeRecordings.OfACaptureAsync(_captures, kind["capture ".Length..]),
    };

    private static Dictionary<long, string> Play(IRecording recording, HashSet<long> places)
    {
        var told = new Dictionary<long, string>();
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        using var reader = recording.Open(new SourceCounters());
        for (long position = 1; reader.MoveNext(); position++)
        {
            pipeline.Apply(reader.Current);
            if (places.Contains(position))
            {
                told[position] = Say(pipeline.Current);
            }
        }

        return told;
    }

    // The state before the place, then the frame there as a replay that goes there reads it, then what comes after it.
    private static (string There, string After) Sought(ReplayTimeline timeline, IRecording recording, long place)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        pipeline.Restore(timeline.StateBefore(place));
        var seek = timeline.SeekTo(place);
        using var reader = seek.Mark is null ? recording.Open(new SourceCounters()) : recording.OpenAt(seek.Mark, new SourceCounters());
        for (var at = seek.MarkPosition; at < place; at++)
        {
            Assert.True(reader.MoveNext());
        }

        var there = Say(pipeline.Apply(reader.Current));
        for (var i = 0; i < PlayedOn && reader.MoveNext(); i++)
        {
            pipeline.Apply(reader.Current);
        }

        return (there, Say(pipeline.Current));
    }

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

    private static string Difference(string expected, string actual)
    {
        var at = expected.AsSpan().CommonPrefixLength(actual);
        return $"'{Around(expected, at)}' instead of '{Around(actual, at)}'";
    }

    private static string Around(string text, int at) => text[Math.Max(at - 60, 0)..Math.Min(at + 60, text.Length)];
}
