using System.Text;
using DualTwin.Sources.Archive;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Archive;

public sealed class ArchiveSourceTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public async Task Read_TopicsMixed_AreMergedByTime()
    {
        _archive.Write("TrackStatus", Lines("00:00:02.000{\"Status\":\"2\"}", "00:00:04.000{\"Status\":\"1\"}"));
        _archive.Write("LapCount", Lines("00:00:01.000{\"CurrentLap\":1}", "00:00:03.000{\"CurrentLap\":2}"));

        var frames = await TemporaryArchive.ReadAll(_archive.Open());

        Assert.Equal([1.0, 2, 3, 4], frames.Select(f => f.SessionTime!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Read_EqualTimes_KeepOneOrder()
    {
        _archive.Write("TimingData", Lines("00:00:01.000{\"Lines\":{\"44\":{\"Position\":\"1\"}}}"));
        _archive.Write("SessionInfo", Lines("00:00:01.000{\"Type\":\"Race\",\"Name\":\"Race\"}"));
        _archive.Write("TrackStatus", Lines("00:00:01.000{\"Status\":\"1\"}"));

        var frames = await TemporaryArchive.ReadAll(_archive.Open());

        Assert.NotNull(frames[0].Session);
        Assert.NotNull(frames[1].Track);
        Assert.Single(frames[2].Cars);
    }

    [Fact]
    public async Task Read_ByteOrderMarkAndCarriageReturns_AreNoContent()
    {
        var text = "\uFEFF00:00:01.000{\"Status\":\"2\"}\r\n\r\n00:00:02.000{\"Status\":\"1\"}\r\n";
        await File.WriteAllBytesAsync(
            Path.Combine(_archive.Path, "TrackStatus.jsonStream"), Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

        var source = _archive.Open();
        var frames = await TemporaryArchive.ReadAll(source);

        Assert.Equal([TrackStatus.Yellow, TrackStatus.Green], frames.Select(f => f.Track!.Status!.Value));
        Assert.Empty(source.Counters.Refused);
        Assert.Equal((2, 2), (source.Counters.Messages, source.Counters.Frames));
    }

    [Fact]
    public async Task Read_DamagedLines_AreCountedByReasonAndTheRestIsReplayed()
    {
        _archive.Write("TrackStatus", Lines(
            "00:00:01.000{\"Status\":\"2\"}",
            "{\"Status\":\"4\"}",
            "yesterday{\"Status\":\"4\"}",
            "00:00:02.000{\"Status\":",
            "00:00:02.500not json",
            "00:61:00.000{\"Status\":\"4\"}",
            "88:00:00.000{\"Status\":\"4\"}",
            "00:00:03.000" + new string(' ', 5000) + "{\"Status\":\"4\"}",
            "00:00:04.000{\"Status\":\"1\"}") + "00:00:05.000{\"Sta");

        var source = _archive.Open(maxLineBytes: 2048);
        var frames = await TemporaryArchive.ReadAll(source);

        Assert.Equal([TrackStatus.Yellow, TrackStatus.Green], frames.Select(f => f.Track!.Status!.Value));
        Assert.Equal(3, source.Counters.Refused[ArchiveRefusal.NoTime]);
        Assert.Equal(2, source.Counters.Refused[FeedRefusal.NotJson]);
        Assert.Equal(1, source.Counters.Refused[ArchiveRefusal.ImplausibleTime]);
        Assert.Equal(1, source.Counters.Refused[ArchiveRefusal.TooLong]);
        Assert.Equal(1, source.Counters.Refused[ArchiveRefusal.Truncated]);
        Assert.Equal(10, source.Counters.Messages);
    }

    [Fact]
    public async Task Read_TimeFarAheadOfBothItsNeighbours_CountsAtTheTimeOfTheLineBefore()
    {
        _archive.Write("TrackStatus", Lines(
            "00:00:01.000{\"Status\":\"2\"}", "01:00:00.000{\"Status\":\"4\"}", "00:00:02.000{\"Status\":\"5\"}", "00:00:03.000{\"Status\":\"1\"}"));

        var source = _archive.Open();
        var frames = await TemporaryArchive.ReadAll(source);

        Assert.Equal(
            [TrackStatus.Yellow, TrackStatus.SafetyCar, TrackStatus.Red, TrackStatus.Green], frames.Select(f => f.Track!.Status!.Value));
        Assert.Equal([1, 1, 2, 3], frames.Select(f => f.SessionTime!.Value.TotalSeconds));
        Assert.Equal(1, source.Counters.Refused[ArchiveRefusal.ImplausibleTime]);
        Assert.DoesNotContain(ArchiveRefusal.TimeBackwards, source.Counters.Refused.Keys);
    }

    [Fact]
    public async Task Read_QuietTopic_KeepsItsOwnTimesHoweverFarApart()
    {
        _archive.Write("TrackStatus", Lines("00:08:00.000{\"Status\":\"2\"}", "01:00:00.000{\"Status\":\"4\"}", "01:59:00.000{\"Status\":\"1\"}"));

        var source = _archive.Open();
        var frames = await TemporaryArchive.ReadAll(source);

        Assert.Equal([8, 60, 119], frames.Select(f => f.SessionTime!.Value.TotalMinutes));
        Assert.Empty(source.Counters.Refused);
    }

    [Fact]
    public async Task Read_WholeLastLineWithoutEnd_IsUsed()
    {
        _archive.Write("TrackStatus", "00:00:01.000{\"Status\":\"2\"}");

        Assert.Single(await TemporaryArchive.ReadAll(_archive.Open()));
    }

    [Fact]
    public async Task Read_LinesFarBeyondTheBound_AreSkippedWhole()
    {
        var huge = "00:00:01.500{\"Status\":\"" + new string('4', 300_000) + "\"}";
        _archive.Write("TrackStatus", Lines("00:00:01.000{\"Status\":\"2\"}", huge, "00:00:02.000{\"Status\":\"1\"}") + huge);

        var source = _archive.Open(maxLineBytes: 1024);
        var frames = await TemporaryArchive.ReadAll(source);

        Assert.Equal([TrackStatus.Yellow, TrackStatus.Green], frames.Select(f => f.Track!.Status!.Value));
        Assert.Equal(2, source.Counters.Refused[ArchiveRefusal.TooLong]);
    }

    [Fact]
    public async Task Read_TimeThatGoesBack_IsUsedButMovesNoClockBack()
    {
        _archive.Write("TrackStatus", Lines("00:00:05.000{\"Status\":\"2\"}", "00:00:03.000{\"Status\":\"1\"}", "00:00:06.000{\"Status\":\"4\"}"));

        var source = _archive.Open();
        var states = new List<SessionState> { SessionState.Empty };
        foreach (var frame in await TemporaryArchive.ReadAll(source))
        {
            states.Add(SessionMerger.Apply(states[^1], frame).State);
        }

        Assert.Equal([5.0, 5, 6], states.Skip(1).Select(s => s.SessionTime!.Value.TotalSeconds));
        Assert.True(states[2].ReceivedAt >= states[1].ReceivedAt && states[2].MeasuredAt >= states[1].MeasuredAt);
        Assert.Equal(TrackStatus.Green, states[2].Track.Status);
        Assert.Equal(1, source.Counters.Refused[ArchiveRefusal.TimeBackwards]);
    }

    [Fact]
    public async Task Read_MissingTopics_AreNamedAndNoError()
    {
        _archive.Write("TrackStatus", Lines("00:00:01.000{\"Status\":\"2\"}"));

        var recording = new ArchiveRecording(new ArchiveOptions { Path = _archive.Path });
        var source = new ReplaySource(recording, ReplaySpeed.Maximum, TimeProvider.System);
        Assert.Single(await TemporaryArchive.ReadAll(source));

        Assert.Contains("TimingData", recording.MissingTopics);
        Assert.DoesNotContain("TrackStatus", recording.MissingTopics);
        Assert.Empty(source.Counters.Refused);
    }

    [Fact]
    public async Task Read_NoSuchFolder_NamesItAndWhatWasExpected()
    {
        var path = Path.Combine(_archive.Path, "nowhere");
        var source = TemporaryArchive.Open(path);

        var error = await Assert.ThrowsAsync<SourceException>(() => TemporaryArchive.ReadAll(source));

        Assert.Equal($"The archive folder '{path}' does not exist; expected a folder of <Topic>.jsonStream files.", error.Message);
    }

    [Fact]
    public async Task Read_AFileInsteadOfAFolder_SaysSo()
    {
        _archive.Write("TrackStatus", string.Empty);
        var path = Path.Combine(_archive.Path, "TrackStatus.jsonStream");

        var error = await Assert.ThrowsAsync<SourceException>(
            () => TemporaryArchive.ReadAll(TemporaryArchive.Open(path)));

        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoTopicAtAll_NamesTheFolderAndWhatWasExpected()
    {
        await File.WriteAllTextAsync(Path.Combine(_archive.Path, "notes.txt"), "hello", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<SourceException>(() => TemporaryArchive.ReadAll(_archive.Open()));

        Assert.Contains(_archive.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("TimingData.jsonStream", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeasuredAt_FromRaceControl_IsTheMedianOfWhatMessagesSay()
    {
        _archive.Write("TrackStatus", Lines("00:10:00.000{\"Status\":\"2\"}"));
        _archive.Write("RaceControlMessages", Lines(
            "00:05:00.200{\"Messages\":[{\"Utc\":\"2018-04-29T12:11:00\",\"Message\":\"A\"}]}",
            "00:06:00.100{\"Messages\":{\"1\":{\"Utc\":\"2018-04-29T12:12:00\",\"Message\":\"B\"}}}",
            "01:45:00.000{\"Messages\":{\"2\":{\"Utc\":\"2018-04-29T12:12:00\",\"Message\":\"REPEATED\"}}}"));

        var frames = await TemporaryArchive.ReadAll(_archive.Open());
        var status = frames.Single(f => f.Track is not null);

        Assert.Equal(new DateTimeOffset(2018, 4, 29, 12, 15, 59, 800, TimeSpan.Zero), status.MeasuredAt);
        Assert.Equal(status.MeasuredAt, status.ReceivedAt);
    }

    [Fact]
    public async Task MeasuredAt_HeartbeatTellsMoreExactly()
    {
        _archive.Write("Heartbeat", Lines("00:00:10.000{\"Utc\":\"2024-05-18T14:00:10.2500000Z\"}"));
        _archive.Write("RaceControlMessages", Lines("00:00:20.000{\"Messages\":[{\"Utc\":\"2024-05-18T14:00:21\",\"Message\":\"A\"}]}"));

        var frame = (await TemporaryArchive.ReadAll(_archive.Open())).Single(f => !f.Messages.IsEmpty);

        Assert.Equal(new DateTimeOffset(2024, 5, 18, 14, 0, 20, 250, TimeSpan.Zero), frame.MeasuredAt);
    }

    [Fact]
    public async Task MeasuredAt_WithoutTimesOfDay_FollowsTheSchedule()
    {
        _archive.Write("SessionInfo", Lines("00:00:00.000{\"Type\":\"Race\",\"Name\":\"Race\",\"StartDate\":\"2018-04-29T16:10:00\",\"GmtOffset\":\"04:00:00\"}"));
        _archive.Write("SessionStatus", Lines("00:00:01.000{\"Status\":\"Inactive\"}", "00:08:00.000{\"Status\":\"Started\"}"));

        var frames = await TemporaryArchive.ReadAll(_archive.Open());

        Assert.Equal(new DateTimeOffset(2018, 4, 29, 12, 10, 0, TimeSpan.Zero), frames[^1].MeasuredAt);
    }

    [Fact]
    public async Task Read_TenTimes_IsPacedByTheClock()
    {
        _archive.Write("TrackStatus", Lines("00:10:00.000{\"Status\":\"2\"}", "00:10:50.000{\"Status\":\"1\"}"));
        var time = new FakeTimeProvider();
        var source = new ReplaySource(new ArchiveRecording(new ArchiveOptions { Path = _archive.Path }), ReplaySpeed.Times(10), time);
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await frames.MoveNextAsync());
        var next = frames.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(await next);
        Assert.Equal(TrackStatus.Green, frames.Current.Track!.Status);
    }

    [Fact]
    public async Task Read_Cancelled_Ends()
    {
        _archive.Write("TrackStatus", Lines("00:00:01.000{\"Status\":\"2\"}", "00:00:02.000{\"Status\":\"1\"}"));
        using var cancel = new CancellationTokenSource();
        await using var frames = _archive.Open().ReadAsync(cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await frames.MoveNextAsync());
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => frames.MoveNextAsync().AsTask());
    }

    [Fact]
    public void Identity_IsTheRecordingsNotTheWayToIt()
    {
        var source = TemporaryArchive.Open(_archive.Path + Path.DirectorySeparatorChar);

        Assert.Equal(new SourceIdentity("replay", Path.GetFileName(_archive.Path), SourceMode.Replay), source.Identity);
        Assert.False(source.Identity.Simulated);
    }

    private static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";
}
