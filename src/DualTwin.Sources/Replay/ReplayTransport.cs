namespace DualTwin.Sources.Replay;

/// <summary>
/// Steers a replay while it runs: play, pause, step, speed, and going to another place. One replay at a time uses it; anybody may
/// steer, from any thread.
/// </summary>
public sealed class ReplayTransport(ReplaySpeed speed, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = NewSignal();
    private ReplaySpeed _speed = speed;
    private ReplaySeek? _seek;
    private TaskCompletionSource? _arrival;
    private int _steps;
    private bool _paused;
    private bool _ended;
    private bool _left;
    private bool _begun;
    private int _readings;
    private long _position;
    private TimeSpan _at;
    private TimeSpan? _soughtAt;
    private TimeSpan _anchor;
    private long _anchoredAt;
    private bool _tellAtOnce;

    /// <summary>What the replay does now.</summary>
    public ReplayStatus Status
    {
        get
        {
            lock (_lock)
            {
                return new ReplayStatus(_ended ? ReplayState.Ended : _paused ? ReplayState.Paused : ReplayState.Playing, _speed, _position, _at);
            }
        }
    }

    /// <summary>Plays on.</summary>
    public void Play() => Change(() => _paused = false);

    /// <summary>Stands still after the frame at hand.</summary>
    public void Pause() => Change(() => _paused = true);

    /// <summary>Tells the next <paramref name="frames"/> frames at once and then stands still.</summary>
    public void Step(int frames) => Change(() => (_paused, _steps) = (true, frames));

    /// <summary>Plays at another speed from here on.</summary>
    public void SetSpeed(ReplaySpeed speed) => Change(() => _speed = speed);

    /// <summary>
    /// Goes to another place: its frame is told at once, and the replay plays on or stands still as before. The task ends when that frame was
    /// told, when somebody goes elsewhere before, or when the replay is left.
    /// </summary>
    /// <param name="seek">Where to.</param>
    /// <param name="isOver">Whether the replay had told all, or was left: it has to begin again before it goes anywhere.</param>
    public Task SeekAsync(ReplaySeek seek, out bool isOver)
    {
        var arrival = NewSignal();
        lock (_lock)
        {
            isOver = _left;
            Change(() =>
            {
                _arrival?.TrySetResult();
                (_seek, _ended, _arrival) = (seek, false, arrival);
            });
        }

        return arrival.Task;
    }

    /// <summary>A replay begins; its number among all.</summary>
    internal int Begin()
    {
        lock (_lock)
        {
            Change(() => (_begun, _ended, _left) = (false, false, false));
            return ++_readings;
        }
    }

    /// <summary>The replay has told all; false where somebody has just asked for another place, and it goes on from there.</summary>
    internal bool TryEnd()
    {
        lock (_lock)
        {
            if (_seek is not null)
            {
                return false;
            }

            Change(() => (_ended, _left) = (true, true));
            return true;
        }
    }

    /// <summary>The replay is read no further; whoever waits for a place of it waits no more. Nothing where another has begun since.</summary>
    internal void Leave(int reading)
    {
        lock (_lock)
        {
            if (_left || reading != _readings)
            {
                return;
            }

            _left = true;
            _arrival?.TrySetResult();
            _arrival = null;
        }
    }

    /// <summary>The place that the replay is to go to, once; null for none.</summary>
    internal ReplaySeek? TakeSeek()
    {
        lock (_lock)
        {
            var seek = _seek;
            _seek = null;
            if (seek is not null)
            {
                (_tellAtOnce, _soughtAt) = (true, seek.At);
            }

            return seek;
        }
    }

    /// <summary>
    /// Waits until the frame at <paramref name="position"/>, which came at <paramref name="at"/>, is due; false where the replay is to
    /// go elsewhere instead.
    /// </summary>
    internal async ValueTask<bool> WaitAsync(long position, TimeSpan at, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task changed;
            TimeSpan? due;
            lock (_lock)
            {
                if (_seek is not null)
                {
                    return false;
                }

                due = Due(at);
                if (due <= TimeSpan.Zero)
                {
                    Tell(position, at);
                    return true;
                }

                changed = _changed.Task;
            }

            await UntilAsync(due, changed, cancellationToken);
        }
    }

    private async Task UntilAsync(TimeSpan? due, Task changed, CancellationToken cancellationToken)
    {
        if (due is not { } wait)
        {
            await changed.WaitAsync(cancellationToken);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(wait, time, stop.Token));
        await stop.CancelAsync();
    }

    // Null: nobody knows, since the replay stands still. The first frame of all, and of a place that was gone to, is due at once.
    private TimeSpan? Due(TimeSpan at)
    {
        if (_tellAtOnce || !_begun || _steps > 0)
        {
            return TimeSpan.Zero;
        }

        if (_paused)
        {
            return null;
        }

        return _speed.Factor is { } factor ? ((at - _anchor) / factor) - time.GetElapsedTime(_anchoredAt) : TimeSpan.Zero;
    }

    private void Tell(long position, TimeSpan at)
    {
        if (_tellAtOnce && _soughtAt > at)
        {
            at = _soughtAt.Value;
        }

        if (_tellAtOnce || !_begun || _steps > 0)
        {
            Anchor(at);
        }

        _steps = Math.Max(_steps - 1, 0);
        (_begun, _position, _at) = (true, position, at);
        if (_tellAtOnce)
        {
            _tellAtOnce = false;
            _arrival?.TrySetResult();
            _arrival = null;
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            // From here on time counts by what is changed: what has passed by then has passed.
            Anchor(Now());
            change();
            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    private TimeSpan Now() => _paused || !_begun || _speed.Factor is not { } factor
        ? _at
        : _anchor + (time.GetElapsedTime(_anchoredAt) * factor);

    private void Anchor(TimeSpan at) => (_anchor, _anchoredAt) = (at, time.GetTimestamp());

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
