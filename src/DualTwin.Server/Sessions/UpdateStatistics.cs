using DualTwin.Server.Metrics;

namespace DualTwin.Server.Sessions;

/// <summary>Counts and times of the session's updates. Written by the session's one writer, read by anybody.</summary>
public sealed class UpdateStatistics(TimeProvider time)
{
    /// <summary>Time from a frame to its published view.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Updates so far.</summary>
    public long Count => Latency.Count;

    /// <summary>Updates that took longer than <c>telemetry.processing_timeout_ms</c>.</summary>
    public FaultCounter Slow { get; } = new(time);

    /// <summary>Frames that the pipeline could not take; each left the session as it was.</summary>
    public FaultCounter Failed { get; } = new(time);

    /// <summary>Records an update; true where it took longer than <paramref name="limit"/>.</summary>
    internal bool Record(TimeSpan elapsed, TimeSpan limit)
    {
        var slow = elapsed > limit;
        if (slow)
        {
            Slow.Add();
        }

        Latency.Record(elapsed);
        return slow;
    }
}
