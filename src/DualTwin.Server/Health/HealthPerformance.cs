namespace DualTwin.Server.Health;

/// <summary>How long updates take, from frame to published view. Times in milliseconds; null before the first.</summary>
public sealed record HealthPerformance
{
    /// <summary>Updates so far.</summary>
    public required long Updates { get; init; }

    /// <summary>Updates slower than <c>telemetry.processing_timeout_ms</c>.</summary>
    public required long SlowUpdates { get; init; }

    /// <summary>Frames that could not be taken.</summary>
    public required long FailedUpdates { get; init; }

    /// <summary>Mean time, ms.</summary>
    public double? UpdateMeanMs { get; init; }

    /// <summary>Median time, ms.</summary>
    public double? UpdateP50Ms { get; init; }

    /// <summary>Time that 99 % of the updates stayed below, ms.</summary>
    public double? UpdateP99Ms { get; init; }
}
