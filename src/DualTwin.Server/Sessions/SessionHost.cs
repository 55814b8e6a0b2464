using System.Threading.Channels;
using DualTwin.Server.Metrics;
using DualTwin.Server.Persistence;
using DualTwin.Server.Replaying;
using DualTwin.Server.Sourcing;
using DualTwin.Session;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sessions;

/// <summary>
/// Owns one session: its sources, its pipeline, and the one loop that writes. Frames and commands are taken in turn; everybody else
/// reads what <see cref="Feed"/> publishes.
/// </summary>
public sealed partial class SessionHost : BackgroundService
{
    /// <summary>Commands that may wait; more are refused.</summary>
    public const int CommandCapacity = 64;

    /// <summary>How often held views are looked at: what a delay holds to.</summary>
    private static readonly TimeSpan ReleaseInterval = TimeSpan.FromMilliseconds(100);

    private readonly SessionPipeline _pipeline;
    private readonly TimeProvider _time;
    private readonly ConfigFeed _config;
    private readonly ILogger<SessionHost> _logger;
    private readonly ReplayDesk _replay;
    private readonly IMessageRecorder? _recorder;
    private readonly Publisher _publisher;
    private readonly RateLimitedLog _slowLog;
    private readonly RateLimitedLog _failureLog;
    private long _position;

    private readonly Channel<ISessionCommand> _commands = Channel.CreateBounded<ISessionCommand>(new BoundedChannelOptions(CommandCapacity)
    {
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        SingleWriter = false,
        AllowSynchronousContinuations = false,
    });

    /// <summary>A session fed by <paramref name="supervisor"/>'s sources; <paramref name="restored"/> is served until its first view with data.</summary>
    public SessionHost(
        SourceSupervisor supervisor, ConfigFeed config, RestoredState? restored, ReplayDesk replay, TimeProvider time, ILogger<SessionHost> logger,
        IMessageRecorder? recorder = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        Supervisor = supervisor;
        _time = time;
        _logger = logger;
        _config = config;
        _replay = replay;
        _recorder = recorder;
        _pipeline = new SessionPipeline(new SessionPipelineOptions { OurCarId = config.Current.Car.OurCarId, TotalLaps = config.Current.Race.TotalLaps });
        _publisher = new Publisher(_pipeline.Current, restored is { HasData: true } ? restored : null, time);
        Statistics = new UpdateStatistics(time);
        _slowLog = new RateLimitedLog(time, TimeSpan.FromSeconds(10));
        _failureLog = new RateLimitedLog(time, TimeSpan.FromSeconds(10));
    }

    /// <summary>Where the frames come from.</summary>
    public SourceSupervisor Supervisor { get; }

    /// <summary>What readers see.</summary>
    public ViewFeed Feed => _publisher.Feed;

    /// <summary>How many updates there were and how long they took.</summary>
    public UpdateStatistics Statistics { get; }

    /// <summary>What was recorded of this run so far; null where nothing is recorded.</summary>
    internal RecorderStatus? Recording => _recorder?.Status;

    /// <summary>How long ago the newest good live data came in; zero before there was any.</summary>
    internal TimeSpan Silence => AgeOf(Supervisor.Status.LastGoodAt) is { } age && age > TimeSpan.Zero ? age : TimeSpan.Zero;

    /// <summary>How long ago <paramref name="at"/> was; null for null.</summary>
    internal TimeSpan? AgeOf(DateTimeOffset? at) => _time.GetUtcNow() - at;

    /// <summary>Makes the car called <paramref name="carId"/> ours; false where no such car is known.</summary>
    /// <exception cref="CommandRefusedException">Too many commands wait, or the session does not run.</exception>
    public Task<bool> SelectOurCarAsync(string carId, CancellationToken cancellationToken)
    {
        var command = new SelectOurCar(carId);
        Send(command);
        return command.Answer.WaitAsync(cancellationToken);
    }

    /// <summary>How long views are held back to match the television picture.</summary>
    public TimeSpan Delay => _publisher.Delay;

    /// <summary>Holds views back for <paramref name="delay"/>, 0 to 120 s, from now on.</summary>
    /// <exception cref="CommandRefusedException">Too many commands wait, or the session does not run.</exception>
    public Task SetDelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var command = new SetDelay(delay);
        Send(command);
        return command.Answer.WaitAsync(cancellationToken);
    }

    private void ReleaseHeld()
    {
        if (_publisher.Delay > TimeSpan.Zero)
        {
            _commands.Writer.TryWrite(ReleaseViews.Now);
            Supervisor.Wake();
        }
    }

    private void Send(ISessionCommand command)
    {
        if (!_commands.Writer.TryWrite(command))
        {
            throw new CommandRefusedException(_commands.Reader.Completion.IsCompleted
                ? "The session has ended; no command is taken any more."
                : $"{CommandCapacity} commands wait already; try again in a moment.");
        }

        Supervisor.Wake();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A source that never has to wait would otherwise keep the host from starting.
        await Task.Yield();
        _publisher.SetDelay(_config.Current.Telemetry.BroadcastDelay);
        await using var release = _time.CreateTimer(_ => ReleaseHeld(), null, ReleaseInterval, ReleaseInterval);
        try
        {
            await ReadSourcesAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped(_logger, Statistics.Count);
        }
        finally
        {
            _commands.Writer.TryComplete();
            while (_commands.Reader.TryRead(out var command))
            {
                command.Cancel();
            }
        }
    }

    private async Task ReadSourcesAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in Supervisor.ReadAsync(cancellationToken))
        {
            // Commands that wait are answered before what the sources say: one loop, so one writer.
            AnswerWaiting();
            if (item.Frame is { } frame)
            {
                Take(frame, item.Role);
            }
            else if (item.Change is { } change)
            {
                SourceNews.Tell(_pipeline, change);
                _recorder?.Turned(change.To, change.At);
                _position = change.BeginsSession ? 0 : _position;
                _publisher.Publish(_pipeline.Current);
            }
            else if (item.Status is { } status)
            {
                _publisher.Publish(SourceStatus.Of(status));
            }
        }
    }

    private void AnswerWaiting()
    {
        while (_commands.Reader.TryRead(out var command))
        {
            command.Run(_pipeline, _publisher);
        }
    }

    // A replay that was steered elsewhere goes on from what all frames before that place come to, whichever were played.
    private void Follow(long? position)
    {
        if (position is not { } at)
        {
            return;
        }

        if (at != _position + 1 && _replay.Deck?.Timeline is { } timeline)
        {
            _publisher.Jump(_pipeline.Restore(timeline.StateBefore(at)));
        }
        else if (_position == 0)
        {
            // Whoever steers later finds the recording known by then.
            _replay.Deck?.Scout();
        }

        _position = at;
    }

    private void Fold(Frame frame, FrameRole role)
    {
        var before = _pipeline.Current;
        var after = role switch
        {
            FrameRole.StandIn => _pipeline.ApplyStandIn(frame),
            FrameRole.Behind => _pipeline.ApplyBehind(frame),
            _ => _pipeline.Apply(frame),
        };
        if (!ReferenceEquals(after, before))
        {
            _publisher.Publish(after);
        }
    }

    private void Take(Frame frame, FrameRole role)
    {
        var started = _time.GetTimestamp();
        try
        {
            Follow(frame.Position);
            Fold(frame, role);
        }
#pragma warning disable CA1031 // One frame that cannot be taken must not end the session: it is counted, logged and shown in the health.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Statistics.Failed.Add();
            if (_failureLog.TryPass(out var heldBack))
            {
                LogUpdateFailed(_logger, e, heldBack);
            }

            return;
        }

        var elapsed = _time.GetElapsedTime(started);
        if (Statistics.Record(elapsed, _config.Current.Telemetry.ProcessingTimeout) && _slowLog.TryPass(out var more))
        {
            LogSlowUpdate(_logger, elapsed.TotalMilliseconds, _config.Current.Telemetry.ProcessingTimeoutMs, more);
        }
    }
}
