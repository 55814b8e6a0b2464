namespace DualTwin.Sources.Replay;

/// <summary>
/// Paces a replay. The first instant it is asked for is now; every later one is due as much later as the speed says, counted from
/// that first one, so that delays do not add up. One replay, one clock; not thread-safe.
/// </summary>
public sealed class ReplayClock(ReplaySpeed speed, TimeProvider time)
{
    private long? _startedAt;
    private TimeSpan _zero;

    /// <summary>Waits until the recording's <paramref name="instant"/> is due; does not wait for one that is past.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask WaitUntilAsync(TimeSpan instant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (speed.Factor is not { } factor)
        {
            return ValueTask.CompletedTask;
        }

        if (_startedAt is not { } startedAt)
        {
            (_startedAt, _zero) = (time.GetTimestamp(), instant);
            return ValueTask.CompletedTask;
        }

        var due = (instant - _zero) / factor - time.GetElapsedTime(startedAt);
        return due > TimeSpan.Zero ? new ValueTask(Task.Delay(due, time, cancellationToken)) : ValueTask.CompletedTask;
    }
}
