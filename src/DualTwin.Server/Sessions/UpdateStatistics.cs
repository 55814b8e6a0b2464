using DualTwin.Server.Metrics;

namespace DualTwin.Server.Sessions;

/// <summary>Counts and times of the session's updates. Written by the session's one writer, read by anybody.</summary>
public sealed class UpdateStatistics
{
    private long _slow;

    /// <summary>Time from a frame to its published view.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Updates so far.</summary>
    public long Count => Latency.Count;

    /// <summary>Updates that took longer than <c>telemetry.processing_timeout_ms</c>.</summary>
    public long Slow => Interlocked.Read(ref _slow);

    internal bool Record(TimeSpan elapsed, TimeSpan limit)
    {
        Latency.Record(elapsed);
        if (elapsed <= limit)
        {
            return false;
        }

        Interlocked.Increment(ref _slow);
        return true;
    }
}
