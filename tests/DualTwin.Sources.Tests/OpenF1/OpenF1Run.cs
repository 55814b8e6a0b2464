using System.Runtime.CompilerServices;
using DualTwin.Session;
using DualTwin.Sources.OpenF1;
using DualTwin.Sources.OpenF1.Service;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Tests.Json;
using DualTwin.Telemetry.State;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>Reads an OpenF1 source from a service of the test's, on a clock that the test moves.</summary>
internal sealed class OpenF1Run : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly SessionPipeline _pipeline = new(new SessionPipelineOptions());
    private readonly OpenF1Service _service;
    private readonly OpenF1Intake _intake;
    private readonly string? _passwordFile;
    private Task _reading;
    private volatile string? _cause;
    private SessionState _state = SessionState.Empty;

    private OpenF1Run(OpenF1Server server, Broker? broker, FakeTimeProvider time, Func<OpenF1SourceOptions, OpenF1SourceOptions>? with, IMessageTap? tap)
    {
        (Server, Broker, Time) = (server, broker, time);
        var options = new OpenF1SourceOptions { Api = server.Api };
        if (broker is not null)
        {
            _passwordFile = Path.GetTempFileName();
            File.WriteAllText(_passwordFile, OpenF1Server.Password);
            options = options with { Stream = broker.Uri, UserName = OpenF1Server.User, PasswordFile = _passwordFile };
        }

        options = with?.Invoke(options) ?? options;
        _service = new OpenF1Service(options, time);
        _intake = new OpenF1Intake(OpenF1Source.IdentityOf(options), new SourceCounters()) { Tap = tap };
        Source = NewSource();
        _reading = ReadAsync(Source);
    }

    public OpenF1Server Server { get; }

    public Broker? Broker { get; }

    public FakeTimeProvider Time { get; }

    public LogLines<OpenF1Source> Log { get; } = new();

    public OpenF1Source Source { get; private set; }

    public SessionState State => Volatile.Read(ref _state);

    /// <summary>Why reading ended; null while it goes on.</summary>
    public string? Cause => _cause;

    /// <summary>A run that begins <paramref name="minutes"/> after the session's start.</summary>
    public static async Task<OpenF1Run> StartAsync(
        MadeSession session,
        double minutes,
        Broker? broker = null,
        Action<OpenF1Server>? prepare = null,
        Func<OpenF1SourceOptions, OpenF1SourceOptions>? with = null,
        IMessageTap? tap = null,
        bool connects = true)
    {
        var time = new FakeTimeProvider(MadeSession.Start.AddMinutes(minutes));
        var server = await OpenF1Server.StartAsync(session, time);
        server.Until = () => time.GetUtcNow();
        prepare?.Invoke(server);
        var run = new OpenF1Run(server, broker, time, with, tap);
        if (connects)
        {
            await run.PassAsync(60, until: () => run.Known);

            // What was told is in the state once the next tick is looked at.
            await run.PassAsync(0.25);
        }

        return run;
    }

    /// <summary>Whether all of the session's past was told.</summary>
    public bool Known => Log.All.Any(line => line.Contains("told session", StringComparison.Ordinal));

    /// <summary>Reads again, as the supervisor does after a loss.</summary>
    public async Task ReconnectAsync()
    {
        await _reading;
        _cause = null;
        Source = NewSource();
        _reading = ReadAsync(Source);
    }

    /// <summary>Streams what the service has come to know until the clock's time, and waits until the last of it was read.</summary>
    public async Task StreamAsync(DateTimeOffset after, int copies = 1)
    {
        var news = Server.Session.Stream.Where(d => d.At > after && d.At <= Time.GetUtcNow()).ToList();
        var before = Source.Counters.Messages;
        foreach (var document in news)
        {
            await Broker!.SayAsync(document);
        }

        await UntilAsync(() => Source.Counters.Messages >= before + (news.Count * copies));
    }

    /// <summary>Lets time pass in steps of a quarter of a second, each of which the source has looked at when it can be told.</summary>
    public async Task PassAsync(double seconds, Func<bool>? until = null)
    {
        for (var at = 0.0; at < seconds && Cause is null && until?.Invoke() != true; at += 0.25)
        {
            // The clock stands while something is under way: how long that takes is no matter of the clock.
            await UntilAsync(() => Cause is not null || !Source.Busy);
            var before = Source.TicksDone;
            Time.Advance(TimeSpan.FromSeconds(0.25));
            await UntilAsync(() => Cause is not null || (Source.TicksDone > before && !Source.Busy));
        }

        if (until is not null)
        {
            await UntilAsync(until);
        }
    }

    public async Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        // A wait that hangs fails its test; nothing here takes a tenth of it.
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(
                guard.IsCancellationRequested,
                $"It does not happen that {what}; reading ended with '{Cause}'; asked {string.Join(", ", Server.Asked.TakeLast(12))}; {string.Join('\n', Log.All)}; {string.Join('\n', Source.Notices)}");
            await Task.Yield();
        }
    }

    /// <summary>Reads no more, as when the slot is dropped.</summary>
    public async Task LeaveAsync()
    {
        await _stop.CancelAsync();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
        _service.Dispose();
        await Server.DisposeAsync();
        if (_passwordFile is not null)
        {
            File.Delete(_passwordFile);
        }
    }

    private OpenF1Source NewSource() => new(_service, _intake, Time, Log);

    private async Task ReadAsync(OpenF1Source source)
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
