using System.Collections.Concurrent;
using System.Threading.Channels;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Supervision;

/// <summary>Runs the attempts of one slot, one at a time: makes a source, reads it, and says in signals what comes of it.</summary>
internal sealed partial class SlotRunner(SlotMonitor monitor, ChannelWriter<SupervisorSignal> signals, ILogger logger) : IAsyncDisposable
{
    /// <summary>
    /// Frames kept of a source that delivers but is not active yet: what it says while it proves itself is not lost when it takes
    /// over. Older ones go first; sources whose frames build on each other send a whole state when they connect.
    /// </summary>
    private const int MaxHeld = 1024;

    private readonly ConcurrentDictionary<string, long> _refusedBefore = new(StringComparer.Ordinal);
    private readonly Queue<Frame> _held = new();
    private SlotAttempt? _current;
    private Task _running = Task.CompletedTask;
    private Task _before = Task.CompletedTask;
    private int _attempts;

    public SlotMonitor Monitor { get; } = monitor;

    public ITelemetrySource? Source => _current?.Source;

    /// <summary>True where nothing of the slot runs any more.</summary>
    public bool Over => _running.IsCompleted;

    /// <summary>Whether <paramref name="attempt"/> is the current one: signals of an earlier one are void.</summary>
    public bool IsCurrent(int attempt) => _current?.Number == attempt;

    /// <summary>Lets the next attempt wait until nothing of <paramref name="other"/>'s present one runs any more: it holds what that one needs.</summary>
    public void After(SlotRunner other) => _before = other._running;

    /// <summary>Begins an attempt; the one before is over or is ended here.</summary>
    public void Begin()
    {
        End();
        _held.Clear();
        _current = new SlotAttempt(++_attempts);
        _running = RunAsync(_current, Task.WhenAll(_running, _before));
        _before = Task.CompletedTask;
    }

    /// <summary>Ends the current attempt; it says nothing more.</summary>
    public void End()
    {
        if (_current is not { } ending)
        {
            return;
        }

        _current = null;
        Note(ending.Source);
        try
        {
            ending.Stop();
        }
        catch (AggregateException problem)
        {
            LogUnexpected(logger, problem, Monitor.Slot.Name);
        }
        finally
        {
            ending.Dispose();
        }
    }

    /// <summary>Looks at the slot's time limits once; a connection that is dead is ended, for its next attempt to make anew.</summary>
    public void Advance(TimeSpan now)
    {
        if (Source is { } source)
        {
            Monitor.Heard(source.Counters);
        }

        Monitor.Tick(now);
        if (Monitor.ConnectionIsDead(now))
        {
            End();
            Monitor.Remake(now);
        }
    }

    public void Hold(Frame frame)
    {
        if (_held.Count == MaxHeld)
        {
            _held.Dequeue();
        }

        _held.Enqueue(frame);
    }

    /// <summary>
    /// The frames held, oldest first; they are held no more. Those measured before <paramref name="shownAt"/> are behind what is shown,
    /// but for the newest: it is what the source says now. Null, and none is.
    /// </summary>
    public IEnumerable<(Frame Frame, FrameRole Role)> Release(DateTimeOffset? shownAt)
    {
        while (_held.TryDequeue(out var frame))
        {
            yield return (frame, _held.Count > 0 && frame.MeasuredAt < shownAt ? FrameRole.Behind : FrameRole.Measured);
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

    private async Task RunAsync(SlotAttempt attempt, Task before)
    {
        // The loop that began the attempt goes on; a source may take its time before the first await. The attempt before may still
        // hold what this one needs, such as a port.
        await Task.Yield();
        await before;
        try
        {
            await signals.WriteAsync(await ReadAsync(attempt), attempt.Stopped);
        }
#pragma warning disable CA1031 // However a source ends that was told to: it is over.
        catch (Exception end) when (attempt.Stopped.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogAttemptEnded(logger, end, Monitor.Slot.Name, attempt.Number);
        }
    }

    private async Task<SupervisorSignal> ReadAsync(SlotAttempt attempt)
    {
        try
        {
            attempt.Stopped.ThrowIfCancellationRequested();
            var source = Monitor.Slot.Create();
            attempt.Source = source;
            await foreach (var frame in source.ReadAsync(attempt.Stopped))
            {
                await signals.WriteAsync(SupervisorSignal.OfFrame(this, attempt.Number, frame), attempt.Stopped);
            }

            return SupervisorSignal.OfEnd(this, attempt.Number);
        }
        catch (SourceException problem)
        {
            return SupervisorSignal.OfLoss(this, attempt.Number, Words(problem), problem.InUse);
        }
#pragma warning disable CA1031 // Whatever a source does wrong, the supervisor tries again: it is logged in full and told as the cause.
        catch (Exception problem) when (!attempt.Stopped.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogUnexpected(logger, problem, Monitor.Slot.Name);
            return SupervisorSignal.OfLoss(this, attempt.Number, $"an unexpected error: {Words(problem)}");
        }
    }

    private static string Words(Exception problem) =>
        string.IsNullOrWhiteSpace(problem.Message) ? problem.GetType().Name : problem.Message;

    [LoggerMessage(EventId = 3101, Level = LogLevel.Debug, Message = "{Source}: attempt {Attempt} was ended")]
    private static partial void LogAttemptEnded(ILogger logger, Exception end, string source, int attempt);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "{Source} failed in a way that it should not")]
    private static partial void LogUnexpected(ILogger logger, Exception problem, string source);
}
