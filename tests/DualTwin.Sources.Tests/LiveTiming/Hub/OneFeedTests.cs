using DualTwin.Session;
using DualTwin.Sources.Archive;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Tests.Replay;
using DualTwin.Telemetry.State;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>A real session live from a hub, from the archive, and from a recording of the live one.</summary>
public sealed class OneFeedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-onefeed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(RealArchives.Azerbaijan)]
    [InlineData(RealArchives.Miami)]
    [InlineData(RealArchives.Monza)]
    public async Task Read_LiveArchiveAndRecording_GiveTheSameState(string session)
    {
        var archive = Recordings.Open(RealArchives.PathOf(session));
        var live = await PlayLiveAsync(ArchiveMessages.Of(RealArchives.PathOf(session)));

        Assert.Equal(Played.Story(Played.Through(archive)), Played.Story(live));
        Assert.Equal(Played.Story(live), Played.Story(Played.Through(Recordings.Open(_folder))));
    }

    private async Task<SessionState> PlayLiveAsync(IReadOnlyList<FeedMessage> messages)
    {
        await using var server = await HubServer.StartAsync();
        await using var recorder = new MessageRecorder(new RecorderOptions { Folder = _folder }, TimeProvider.System, new LogLines<MessageRecorder>());
        var options = new LiveTimingSourceOptions { Hub = server.Uri };
        var identity = LiveTimingSource.IdentityOf(options);
        var intake = new LiveTimingIntake(identity, new SourceCounters()) { Tap = recorder.Tap(new MessageOrigin(IntakeNames.LiveTiming, identity, 0)) };
        var source = new LiveTimingSource(options, intake, new FakeTimeProvider(HubRun.Start), new LogLines<LiveTimingSource>());
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reading = ReadAsync(source, pipeline, stop.Token);
        await UntilAsync(() => source.Notices.Count > 0, reading);
        foreach (var (topic, data, sentAt) in messages)
        {
            await server.SayAsync(topic, data, sentAt);
        }

        await UntilAsync(() => source.Counters.Messages == messages.Count, reading);
        await stop.CancelAsync();
        await reading;
        Assert.Equal(0, recorder.Status.LeftOut);
        return pipeline.Current.State;
    }

    private static async Task ReadAsync(LiveTimingSource source, SessionPipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in source.ReadAsync(cancellationToken))
            {
                pipeline.Apply(frame);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private static async Task UntilAsync(Func<bool> condition, Task reading)
    {
        while (!condition())
        {
            Assert.False(reading.IsFaulted, reading.Exception?.ToString());
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
