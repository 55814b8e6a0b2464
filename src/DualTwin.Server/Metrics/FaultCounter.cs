namespace DualTwin.Server.Metrics;

/// <summary>Counts faults of one kind and knows when the last one was. Written by one thread, read by any.</summary>
public sealed class FaultCounter(TimeProvider time)
{
    private long _count;
    private long _last;

    /// <summary>Faults so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Counts a fault.</summary>
    internal void Add()
    {
        Interlocked.Exchange(ref _last, time.GetTimestamp());
        Interlocked.Increment(ref _count);
    }

    /// <summary>Whether there was a fault within the last <paramref name="span"/>.</summary>
    public bool HasWithin(TimeSpan span) => Count > 0 && time.GetElapsedTime(Interlocked.Read(ref _last)) <= span;
}
