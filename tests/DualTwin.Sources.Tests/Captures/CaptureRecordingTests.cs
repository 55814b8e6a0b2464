using DualTwin.Session;
using DualTwin.Sources.Captures;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Tests.Game;
using DualTwin.Sources.Tests.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Captures;

public sealed class CaptureRecordingTests : IDisposable
{
    private readonly CaptureBuilder _captures = new();
    private readonly SourceCounters _counters = new();

    public void Dispose() => _captures.Dispose();

    [Fact]
    public void Open_RealPractice_TellsTheSessionWithTheCapturesTimes()
    {
        var frames = Play(Recordings.Open(RealCaptures.PathOf(RealCaptures.Sakhir)));
        var heard = new Assembling();
        foreach (var datagram in CaptureFile.Read(RealCaptures.PathOf(RealCaptures.Sakhir)))
        {
            heard.Take(datagram.Bytes.Span, datagram.Offset.TotalSeconds);
        }

        Assert.Equal(heard.Frames.Select(f => (f.Tick, f.Cars.Length)), frames.Select(f => (f.Frame.Tick, f.Frame.Cars.Length)));
        Assert.InRange(frames[^1].At.TotalSeconds, 8.5, 8.8);
        Assert.All(frames, f => Assert.Equal(DateTimeOffset.UnixEpoch + f.At, f.Frame.ReceivedAt));
        Assert.Empty(_counters.Refused);
        Assert.Equal(1032, _counters.Messages);
    }

    [Theory]
    [InlineData("race.pcap")]
    [InlineData("race.PCAP.GZ")]
    [InlineData("race.pcapng")]
    public void Open_CaptureOfANetwork_TakesWhatIsTelemetryAndCountsTheRest(string name)
    {
        byte[][] said = [[1, 2, 3], "{\"timestamp\":\"2026-07-05T14:00:00Z\",\"cars\":[{\"car_id\":\"44\",\"position\":1}]}"u8.ToArray(), []];
        var frames = said.Select(content => Frames.Link(1, Frames.Ipv4(Frames.Udp(content))));
        var content = name.Contains("pcapng", StringComparison.Ordinal) ? CaptureBuilder.Pcapng(1, frames) : CaptureBuilder.Pcap(1, frames);

        var told = Assert.Single(Play(Recordings.Open(_captures.Write(name, content))));

        Assert.Equal("44", told.Frame.Cars.Single().CarId);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddMilliseconds(250), told.Frame.ReceivedAt);
        Assert.Equal((1, 1), (_counters.Refused["binary_datagram"], _counters.Refused["empty_datagram"]));
    }

    [Fact]
    public void MoveNext_CaptureBrokenOff_TellsAllBeforeAndCountsIt()
    {
        var whole = CaptureBuilder.Timed((0, Text(1)), (1, Text(2)), (2, Text(3)));

        var frames = Play(Recordings.Open(_captures.Write("race.f64u32", whole.AsSpan(0, whole.Length - 5))));

        Assert.Equal(2, frames.Count);
        Assert.Equal(1, _counters.Refused["cut_off"]);
    }

    [Fact]
    public void MoveNext_NoCaptureAtAll_SaysWhatIsWrong()
    {
        var problem = Assert.Throws<SourceException>(() => Play(Recordings.Open(_captures.Write("race.pcap", "no capture at all, but text"u8))));

        Assert.Contains("does not begin as a pcap file", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MoveNext_TimesThatJumpAndGoBack_NeverGoBackNorAYearAhead()
    {
        var frames = Play(Recordings.Open(_captures.Write(
            "race.f64u32", CaptureBuilder.Timed((1e9, Text(1)), (9e9, Text(2)), (1e9 - 50, Text(3)), (1e9 + 2, Text(4))))));

        Assert.Equal([0, 0, 0, 2], frames.Select(f => f.At.TotalSeconds));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_000_000_002), frames[^1].Frame.ReceivedAt);
    }

    [Fact]
    public void Open_ArchiveWithOtherFilesBeside_IsTheArchive()
    {
        var folder = Path.GetDirectoryName(_captures.Write("notes.jsonl", "{}"u8))!;
        _captures.Write("TimingData.jsonStream", "00:00:00.000{}"u8);

        Assert.IsType<Sources.Archive.ArchiveRecording>(Recordings.Open(folder));
    }

    [Fact]
    public async Task OpenAt_AnyPlaceOfAGame_GoesOnAsPlayed()
    {
        var scene = (await GameScene.FromAsync(30)).Play(20);
        scene.GoBack(8);
        scene.Play(20);
        var recording = Recordings.Open(_captures.Write("race.f64u32", CaptureBuilder.Timed([.. scene.Sent.Select((d, i) => (i * 0.01, d))])));
        var (pipeline, marks) = (new SessionPipeline(new SessionPipelineOptions()), new List<(RecordingMark Mark, PipelineCheckpoint State)>());
        using (var reader = recording.Open(_counters))
        {
            while (reader.MoveNext())
            {
                pipeline.Apply(reader.Current);
                marks.Add((reader.Mark()!, pipeline.Checkpoint()));
            }
        }

        var whole = Played.Story(pipeline.Current.State);
        foreach (var (mark, state) in marks.Where((_, i) => i % 7 == 0))
        {
            pipeline.Restore(state);
            using var reader = recording.OpenAt(mark, new SourceCounters());
            while (reader.MoveNext())
            {
                pipeline.Apply(reader.Current);
            }

            Assert.Equal(whole, Played.Story(pipeline.Current.State));
        }
    }

    private static byte[] Text(int position) =>
        System.Text.Encoding.UTF8.GetBytes($$"""{"timestamp":"2026-07-05T14:00:0{{position}}Z","cars":[{"car_id":"44","position":{{position}}}]}""");

    private List<(TimeSpan At, Frame Frame)> Play(IRecording recording)
    {
        var frames = new List<(TimeSpan, Frame)>();
        using var reader = recording.Open(_counters);
        while (reader.MoveNext())
        {
            frames.Add((reader.At, reader.Current));
        }

        return frames;
    }
}
