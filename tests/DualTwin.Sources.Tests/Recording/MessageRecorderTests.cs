using System.Text;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Tests.Json;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Recording;

public sealed class MessageRecorderTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("dualtwin-recorder-").FullName, "recording");
    private readonly FakeTimeProvider _time = new(Recorded.Start);
    private readonly LogLines<MessageRecorder> _log = new();

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public async Task Take_ThenDispose_EverythingIsInTheFile()
    {
        await using (var recorder = NewRecorder())
        {
            Say(recorder, 1, 500);
        }

        Assert.Equal(Enumerable.Range(1, 500).Select(Recorded.Number), ReadAll());
    }

    [Fact]
    public async Task Flush_EverySecond_PutsWhatWasTakenOnTheDisk()
    {
        await using var recorder = NewRecorder();
        Say(recorder, 1, 3);
        Assert.Empty(ReadAll());

        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => recorder.Taken == 4);

        Assert.Equal(3, ReadAll().Count());
        Assert.Equal((3, Files.Sum(f => new FileInfo(f).Length)), (recorder.Status.Messages, recorder.Status.Bytes));
    }

    [Fact]
    public async Task Take_FileFull_TheNextOneIsBegunAndEachReadsAlone()
    {
        await using (var recorder = NewRecorder(o => o with { MaxFileBytes = 100_000 }))
        {
            for (var i = 0; i < 40; i++)
            {
                Say(recorder, 1 + (i * 1000), 1000);
                _time.Advance(TimeSpan.FromSeconds(1));
                await UntilAsync(() => recorder.Taken >= (i + 1) * 1001);
            }
        }

        Assert.True(Files.Count > 1, "there is one file only");
        Assert.Equal(Enumerable.Range(1, 40_000).Select(Recorded.Number), ReadAll());
    }

    [Fact]
    public async Task Read_OfFilesWithOneThatWasNeverBegun_GoesOnPastItAndCountsIt()
    {
        await using (var recorder = NewRecorder(o => o with { MaxFileBytes = 100_000 }))
        {
            for (var i = 0; i < 40; i++)
            {
                Say(recorder, 1 + (i * 1000), 1000);
                _time.Advance(TimeSpan.FromSeconds(1));
                await UntilAsync(() => recorder.Taken >= (i + 1) * 1001);
            }
        }

        var last = Files[^1];
        File.Move(last, last.Replace($".{Files.Count:0000}.", $".{Files.Count + 1:0000}.", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(last, [], TestContext.Current.CancellationToken);
        var counters = new SourceCounters();
        using var reader = Recordings.Open(_folder).Open(counters);
        while (reader.MoveNext())
        {
            Assert.NotNull(reader.Current);
        }

        Assert.True(Files.Count > 2, "there are too few files");
        Assert.Equal((40_000, 1), (counters.Messages, counters.Refused[RecordingRefusal.CutOff]));
    }

    [Fact]
    public async Task Take_DiskRefuses_IsToldOnceCountedAndTriedAgain()
    {
        // A file in the folder's place: nothing can be made in it.
        await File.WriteAllTextAsync(_folder, "", TestContext.Current.CancellationToken);
        await using var recorder = NewRecorder();
        Say(recorder, 1, 50);
        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => recorder.Taken == 51);

        Assert.NotNull(recorder.Status.Problem);
        Assert.Single(_log.All, l => l.Contains("cannot go on", StringComparison.Ordinal));
        Assert.Equal((0, 50), (recorder.Status.Messages, recorder.Status.LeftOut));

        File.Delete(_folder);
        _time.Advance(TimeSpan.FromSeconds(10));
        Say(recorder, 51, 10);
        await recorder.DisposeAsync();

        Assert.Null(recorder.Status.Problem);
        Assert.Equal(Enumerable.Range(51, 10).Select(Recorded.Number), ReadAll());
    }

    [Fact]
    public async Task Take_QueueFull_LeavesOutAndCountsAndNeverWaits()
    {
        await using var recorder = NewRecorder(o => o with { QueueBytes = 100 });
        var large = Encoding.UTF8.GetBytes(new string('x', 200));

        recorder.Tap(Recorded.Origin1).Take(new RawMessage("a", Recorded.Start, null, false, large));

        Assert.Equal(1, recorder.Status.LeftOut);
    }

    private IReadOnlyList<string> Files => Directory.Exists(_folder) ? [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)] : [];

    private IEnumerable<Recorded> ReadAll() => Files.SelectMany(file => Recorded.ReadAll(file));

    private MessageRecorder NewRecorder(Func<RecorderOptions, RecorderOptions>? with = null)
    {
        var options = new RecorderOptions { Folder = _folder };
        return new MessageRecorder(with?.Invoke(options) ?? options, _time, _log);
    }

    private static void Say(MessageRecorder recorder, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            var said = Recorded.Number(number);
            recorder.Tap(said.Origin).Take(new RawMessage(said.Channel, said.ReceivedAt, said.SentAt, said.Snapshot, Encoding.UTF8.GetBytes(said.Content)));
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
