using System.Runtime.CompilerServices;
using DualTwin.Session;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Json;
using DualTwin.Telemetry.State;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>A supervised live timing source on a clock of the test's, which stands while a connection is made and while messages are on their way.</summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Heart = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly SessionPipeline _pipeline = new(new SessionPipelineOptions());
    private readonly SourceSupervisor _supervisor;
    private readonly FakeTimeProvider _time;
    private readonly Task _reading;
    private DateTimeOffset _beatAt;
    private DateTimeOffset _newest;
    private LiveTimingSource? _source;
    private LiveTimingSource? _lost;
    private SessionState _state = SessionState.Empty;

    private ChaosRun(HubServer server, DateTimeOffset start)
    {
        (Server, _time, _beatAt) = (server, new FakeTimeProvider(start), start);
        var options = new LiveTimingSourceOptions { Hub = server.Uri, RenewAfter = TimeSpan.FromMinutes(7) };
        var intake = new LiveTimingIntake(LiveTimingSource.IdentityOf(options), new SourceCounters());
        var slot = new SourceSlot
        {
            Name = "livetiming chaos",
            Type = "livetiming",
            Create = () => _source = new LiveTimingSource(options, intake, _time, new LogLines<LiveTimingSource>()),
            Stall = new StallRule(TimeSpan.FromMinutes(10)),
            UpdateInterval = Heart,
        };
        var limits = new SupervisorOptions { ReconnectDelay = TimeSpan.FromSeconds(1), MaxBackoff = TimeSpan.FromSeconds(2), MaxReconnectAttempts = 1000 };
        _supervisor = new SourceSupervisor([slot], null, limits, _time, () => 1, Log);
        _reading = ReadAsync();
    }

    public HubServer Server { get; }

    public LogLines<SourceSupervisor> Log { get; } = new();

    public SupervisorStatus Status => _supervisor.Status;

    public SessionState State => Volatile.Read(ref _state);

    public int Cuts { get; private set; }

    public int Stalls { get; private set; }

    public static async Task<ChaosRun> StartAsync(DateTimeOffset start)
    {
        var run = new ChaosRun(await HubServer.StartAsync(), start);
        await run.UntilAsync(() => run._source?.Notices.Count > 0);
        return run;
    }

    public Task SayAsync(FeedMessage message)
    {
        _newest = message.SentAt > _newest ? message.SentAt : _newest;
        return Server.SayAsync(message.Topic, message.Data, message.SentAt);
    }

    /// <summary>Lets the clock come to <paramref name="at"/>; the feed's heart beats meanwhile, every 15 seconds.</summary>
    public async Task PassToAsync(DateTimeOffset at)
    {
        while (_time.GetUtcNow() + Step <= at)
        {
            if (_beatAt + Heart <= _time.GetUtcNow())
            {
                _beatAt += Heart;
                await BeatAsync(_beatAt);
            }

            await PassAsync(Step);
        }
    }

    /// <summary>Says a heartbeat, newer than all that was said before, and waits until it was taken: then all the rest was.</summary>
    public async Task BeatAsync(DateTimeOffset at)
    {
        _newest = State.MeasuredAt > _newest ? State.MeasuredAt.Value : _newest;
        var utc = _newest = (at > _newest ? at : _newest).AddMilliseconds(1);
        await Server.SayAsync(FeedTopics.Heartbeat, $$"""{"Utc":"{{utc.UtcDateTime:O}}"}""", utc);
        await UntilAsync(() => State.MeasuredAt >= utc);
    }

    /// <summary>Cuts all connections, and waits until that was noticed.</summary>
    public async Task CutAsync()
    {
        Cuts++;
        _lost = _source;
        var before = Losses;
        Server.CutAll();
        await UntilAsync(() => Losses > before);
    }

    /// <summary>Lets the clock go on while the feed says nothing, until the connection is given up.</summary>
    public async Task StallAsync()
    {
        Stalls++;
        _lost = _source;
        var before = Losses;
        for (var limit = 120; Losses == before; limit--)
        {
            Assert.True(limit > 0, string.Join('\n', Log.All.TakeLast(12)));
            await PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Lets the clock go on until the next connection brings data.</summary>
    public async Task ReconnectAsync()
    {
        var limit = TimeSpan.FromMinutes(2);
        while (ReferenceEquals(_source, _lost) || _source!.Notices.Count == 0)
        {
            // The first attempt needs no time, and the clock stands while it is under way.
            if (Status.Slots[0].Phase == SlotPhase.Retrying)
            {
                await PassAsync(TimeSpan.FromMilliseconds(100));
                limit -= TimeSpan.FromMilliseconds(100);
                Assert.True(limit > TimeSpan.Zero, string.Join('\n', Log.All.TakeLast(12)));
            }

            _stop.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        // A snapshot that says nothing new is no data.
        await BeatAsync(_beatAt = _time.GetUtcNow());
        await UntilAsync(() => Status.Slots[0].Phase == SlotPhase.Delivering);
    }

    /// <summary>How often the log tells that a connection lived and brought nothing: its heart is missed, or before it a race's timing.</summary>
    public int Stalled => Lost("no heartbeat for") + Lost("no timing came for");

    /// <summary>How often the log tells that the source was lost for a cause.</summary>
    public int Lost(string cause) => Log.All.Count(
        l => l.Contains("Delivering → Retrying", StringComparison.Ordinal) && l.Contains(cause, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        await _supervisor.DisposeAsync();
        await Server.DisposeAsync();
        _stop.Dispose();
    }

    private int Losses => Lost("is over") + Stalled;

    // The clock stands until what a step began has ended, above all the next connection.
    private async Task PassAsync(TimeSpan step)
    {
        var (before, source) = (_supervisor.TicksDone, _source);
        var looked = source?.TicksDone;
        _time.Advance(step);
        await UntilAsync(() => _supervisor.TicksDone > before && _source?.Connecting != true);
        if (step >= TimeSpan.FromSeconds(1))
        {
            // The source looks at its clock once a second, or is over by it.
            await UntilAsync(() => source?.TicksDone > looked || Status.Slots[0].Phase != SlotPhase.Delivering);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var item in _supervisor.ReadAsync(_stop.Token))
            {
                if (item.Frame is { } frame)
                {
                    Volatile.Write(ref _state, _pipeline.Apply(frame).State);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        // A wait that hangs fails its test; nothing here takes a tenth of it.
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(guard.IsCancellationRequested, $"It does not happen that {what}; {Cuts} cuts, {Stalls} stalls; {string.Join('\n', Log.All.TakeLast(12))}");
            await Task.Yield();
        }
    }
}
