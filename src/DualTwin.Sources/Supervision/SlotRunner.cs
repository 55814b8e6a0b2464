using System.Collections.Concurrent;
using System.Threading.Channels;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Supervision;

/// <summary>Runs the attempts of one slot: makes a source, reads it, and says in signals what comes of it.</summary>
internal sealed partial class SlotRunner(SlotMonitor monitor, ChannelWriter<SupervisorSignal> signals, ILogger logger) : IAsyncDisposable
{
    /// <summary>
    /// Frames kept of a source that delivers but is not active yet: what it says while it proves itself is not lost when it takes
    /// over. Older ones go first; sources whose frames build on each other send a whole state when they connect.
    /// </summary>
    private const int MaxHeld = 1024;

    private readonly ConcurrentDictionary<string, long> _refusedBefore = new(StringComparer.Ordinal);
    private readonly Queue<Frame> _held = new();
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    public SlotMonitor Monitor { get; } = monitor;

    /// <summary>Number of the current attempt: signals of an earlier one are void.</summary>
    public int Attempt { get; private set; }

    public ITelemetrySource? Source { get; private set; }

    /// <summary>True where nothing of the slot runs any more.</summary>
    public bool Over => _running.IsCompleted;

    /// <summary>Begins an attempt; the one before is over or is ended here.</summary>
    public void Begin()
    {
        End();
        Attempt++;
        _held.Clear();
        _stop = new CancellationTokenSource();
        _running = RunAsync(Attempt, _stop.Token);
    }

    /// <summary>Ends the current attempt; it says nothing more.</summary>
    public void End()
    {
        Attempt++;
        Note(Source);
        Source = null;
        _stop?.Cancel();
        _stop?.Dispose();
        _stop = null;
    }

    public void Hold(Frame frame)
    {
        if (_held.Count == MaxHeld)
        {
            _held.Dequeue();
        }

        _held.Enqueue(frame);
    }

    /// <summary>The frames held, oldest first; they are held no more.</summary>
    public IEnumerable<Frame> Release()
    {
        while (_held.TryDequeue(out var frame))
        {
            yield return frame;
        }
    }

    /// <summary>What the slot's sources have refused, by reason, over all attempts.</summary>
    public IReadOnlyDictionary<string, long> Refused()
    {
        var all = new Dictionary<string, long>(_refusedBefore, StringComparer.Ordinal);
        foreach (var (reason, count) in Source?.Counters.Refused ?? new Dictionary<string, long>())
        {
            all[reason] = all.GetValueOrDefault(reason) + count;
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await _running;
    }

    private void Note(ITelemetrySource? source)
    {
        foreach (var (reason, count) in source?.Counters.Refused ?? new Dictionary<string, long>())
        {
            _refusedBefore.AddOrUpdate(reason, count, (_, before) => before + count);
        }
    }

    private async Task RunAsync(int attempt, CancellationToken cancellationToken)
    {
        // The loop that began the attempt goes on; a source may take its time before the first await.
        await Task.Yield();
        try
        {
            var source = Monitor.Slot.Create();
            Source = source;
            await foreach (var frame in source.ReadAsync(cancellationToken))
            {
                await signals.WriteAsync(SupervisorSignal.OfFrame(this, attempt, frame), cancellationToken);
            }

            await signals.WriteAsync(SupervisorSignal.OfEnd(this, attempt), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogAttemptEnded(logger, Monitor.Slot.Name, attempt);
        }
        catch (SourceException problem)
        {
            await signals.WriteAsync(SupervisorSignal.OfLoss(this, attempt, problem.Message), CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever a source does wrong, the supervisor tries again: it is logged in full and told as the cause.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogUnexpected(logger, problem, Monitor.Slot.Name);
            var cause = $"an unexpected error: {problem.Message}";
            await signals.WriteAsync(SupervisorSignal.OfLoss(this, attempt, cause), CancellationToken.None);
        }
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Debug, Message = "Attempt {Attempt} of {Source} was ended")]
    private static partial void LogAttemptEnded(ILogger logger, string source, int attempt);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "{Source} failed in a way that it should not")]
    private static partial void LogUnexpected(ILogger logger, Exception problem, string source);
}
