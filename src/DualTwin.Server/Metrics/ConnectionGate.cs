namespace DualTwin.Server.Metrics;

/// <summary>Lets so many requests in at once, streams included, and counts those it turned away.</summary>
public sealed class ConnectionGate(int limit)
{
    private int _current;
    private int _peak;
    private long _refused;
    private int _streams;
    private long _stalled;
    private long _skippedEvents;

    /// <summary>Requests that may be open at once.</summary>
    public int Limit { get; } = limit;

    /// <summary>Requests open now, streams included.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>Most requests that were open at once.</summary>
    public int Peak => Volatile.Read(ref _peak);

    /// <summary>Requests turned away because the limit was reached.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Streams open now.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Streams ended because their reader took nothing for too long.</summary>
    public long Stalled => Interlocked.Read(ref _stalled);

    /// <summary>Events that stream readers were told they missed.</summary>
    public long SkippedEvents => Interlocked.Read(ref _skippedEvents);

    internal bool TryEnter()
    {
        var now = Interlocked.Increment(ref _current);
        if (now > Limit)
        {
            Interlocked.Decrement(ref _current);
            Interlocked.Increment(ref _refused);
            return false;
        }

        int peak;
        while (now > (peak = Volatile.Read(ref _peak)) && Interlocked.CompareExchange(ref _peak, now, peak) != peak)
        {
        }

        return true;
    }

    internal void Leave() => Interlocked.Decrement(ref _current);

    internal void StreamOpened() => Interlocked.Increment(ref _streams);

    internal void StreamClosed() => Interlocked.Decrement(ref _streams);

    internal void CountStalled() => Interlocked.Increment(ref _stalled);

    internal void CountSkipped(long events) => Interlocked.Add(ref _skippedEvents, events);
}
