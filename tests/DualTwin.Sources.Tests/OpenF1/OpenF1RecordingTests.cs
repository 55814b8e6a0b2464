using DualTwin.Session;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Tests.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.OpenF1;

public sealed class OpenF1RecordingTests : IDisposable
{
    private static readonly MessageOrigin Origin = new(IntakeNames.OpenF1, new SourceIdentity("openf1", "test", SourceMode.Live), 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-openf1-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Replay_OfAStreamedRun_GivesTheSameState()
    {
        var session = new MadeSession(9);
        SessionState live;
        await using (var recorder = NewRecorder())
        {
            await using var broker = await Broker.StartAsync();
            await using var run = await OpenF1Run.StartAsync(session, minutes: 5, broker, tap: recorder.Tap(Origin));
            for (var step = 0; step < 8; step++)
            {
                var known = run.Time.GetUtcNow();
                await run.PassAsync(30);
                await run.StreamAsync(after: known);
            }

            await broker.StopAsync();
            await run.PassAsync(90, until: () => run.State.FindCar("44")!.Laps.Count == 6);
            await run.PassAsync(1);
            live = run.State;
        }

        Assert.Equal(Comparable(live), Comparable(Replayed(seekAt: null)));
        Assert.Equal(Comparable(live), Comparable(Replayed(seekAt: 60)));
    }

    // Whose frames they are differs; all that they say does not.
    private static string Comparable(SessionState state) => System.Text.Json.JsonSerializer.Serialize(new
    {
        state.Version, state.MeasuredAt, state.ReceivedAt, state.SessionTime, state.Session, state.Track, state.Cars, state.Events, state.Messages, state.FastestLap,
    });

    private SessionState Replayed(int? seekAt)
    {
        var recording = Recordings.Open(Directory.GetFiles(_folder).Single());
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var state = SessionState.Empty;
        var frames = 0;
        var reader = recording.Open(new SourceCounters());
        while (reader.MoveNext())
        {
            state = pipeline.Apply(reader.Current).State;
            if (++frames == seekAt)
            {
                // From here on as somebody goes on who came back to this place.
                var mark = reader.Mark()!;
                reader.Dispose();
                reader = recording.OpenAt(mark, new SourceCounters());
            }
        }

        reader.Dispose();
        Assert.True(frames > (seekAt ?? 0));
        return state;
    }

    private MessageRecorder NewRecorder() => new(new RecorderOptions { Folder = _folder }, TimeProvider.System, new LogLines<MessageRecorder>());
}
