using DualTwin.Session;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.LiveTiming.Hub;
using DualTwin.Sources.Tests.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>Reads a live timing source from a hub of the test's, on a clock that the test moves.</summary>
internal sealed class HubRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LiveTimingSourceOptions _options;
    private readonly LiveTimingIntake _intake;
    private readonly SessionPipeline _pipeline = new(new SessionPipelineOptions());
    private Task _reading;
    private volatile string? _cause;
    private SessionState _state = SessionState.Empty;

    private HubRun(HubServer server, LiveTimingSourceOptions options, FakeTimeProvider time)
    {
        (Server, _options, Time) = (server, options with { Hub = server.Uri }, time);
        _intake = new LiveTimingIntake(LiveTimingSource.IdentityOf(_options), new SourceCounters());
        Source = NewSource();
        _reading = ReadAsync(Source);
    }

    public static readonly DateTimeOffset Start = new(2025, 5, 3, 15, 0, 0, TimeSpan.Zero);

    public HubServer Server { get; }

    public FakeTimeProvider Time { get; }

    public LogLines<LiveTimingSource> Log { get; } = new();

    public LiveTimingSource Source { get; private set; }

    public SessionState State => Volatile.Read(ref _state);

    /// <summary>Why reading ended; null while it goes on.</summary>
    public string? Cause => _cause;

    public static async Task<HubRun> StartAsync(
        Action<HubServer>? prepare = null, Func<LiveTimingSourceOptions, LiveTimingSourceOptions>? with = null, bool connects = true)
    {
        var server = await HubServer.StartAsync();
        prepare?.Invoke(server);
        var options = new LiveTimingSourceOptions();
        var run = new HubRun(server, with?.Invoke(options) ?? options, new FakeTimeProvider(Start));
        if (connects)
        {
            await run.UntilAsync(() => run.Source.Notices.Count > 0);
        }

        return run;
    }

    /// <summary>Reads again, as the supervisor does after a loss.</summary>
    public async Task ReconnectAsync()
    {
        await _reading;
        _cause = null;
        Source = NewSource();
        _reading = ReadAsync(Source);
        await UntilAsync(() => Source.Notices.Count > 0);
    }

    /// <summary>Says an update and waits until it was read from every connection.</summary>
    public async Task SayAsync(string topic, string json, double atSeconds, int connections = 1)
    {
        var before = Source.Counters.Messages;
        await Server.SayAsync(topic, json, Start.AddSeconds(atSeconds));
        await UntilAsync(() => Source.Counters.Messages >= before + connections);
    }

    /// <summary>Lets time pass in steps of a second, each of which the source has looked at when it can be told.</summary>
    public async Task PassAsync(double seconds, Func<bool>? until = null)
    {
        for (var i = 0; i < seconds && Cause is null && until?.Invoke() != true; i++)
        {
            // The clock stands while a connection is made: how long that takes is no matter of the clock.
            var before = Source.TicksDone;
            Time.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => Cause is not null || (Source.TicksDone > before && !Source.Connecting));
        }

        if (until is not null)
        {
            await UntilAsync(until);
        }
    }

    /// <summary>Lets time pass while the feed's heart beats every 15 seconds, until <paramref name="until"/> holds.</summary>
    public async Task PassKeepingAliveAsync(double seconds, Func<bool> until)
    {
        for (var at = 0; at < seconds + 15 && !until(); at += 15)
        {
            var utc = Time.GetUtcNow();
            await Server.SayAsync("Heartbeat", $$"""{"Utc":"{{utc:O}}"}""", utc);
            var messages = Source.Counters.Messages;
            await UntilAsync(() => Cause is not null || until() || Source.Counters.Messages > messages || HeardAt(utc));
            await PassAsync(15, until: null);
        }

        await UntilAsync(until);
    }

    private bool HeardAt(DateTimeOffset utc) => State.MeasuredAt >= utc;

    public async Task UntilAsync(
        Func<bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "")
    {
        // A wait that hangs fails its test; nothing here takes a tenth of it.
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            Assert.False(guard.IsCancellationRequested, $"It does not happen that {what}; reading ended with '{Cause}'; {string.Join('\n', Log.All)}");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
        await Server.DisposeAsync();
    }

    private LiveTimingSource NewSource() => new(_options, _intake, Time, Log);

    private async Task ReadAsync(LiveTimingSource source)
    {
        try
        {
            await foreach (var frame in source.ReadAsync(_stop.Token))
            {
                Volatile.Write(ref _state, _pipeline.Apply(frame).State);
            }
        }
        catch (SourceException over)
        {
            _cause = over.Message;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _cause = "cancelled";
        }
    }
}
