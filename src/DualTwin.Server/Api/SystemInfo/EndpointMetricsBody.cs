namespace DualTwin.Server.Api.SystemInfo;

/// <summary>Counts and times of one endpoint. Times in milliseconds; null before the first request.</summary>
public sealed record EndpointMetricsBody
{
    /// <summary>Requests answered.</summary>
    public required long Count { get; init; }

    /// <summary>Requests answered with an error or broken off.</summary>
    public required long Errors { get; init; }

    /// <summary>Mean time, ms.</summary>
    public double? MeanMs { get; init; }

    /// <summary>Median time, ms; at most 1/8 above the true value.</summary>
    public double? P50Ms { get; init; }

    /// <summary>Time that 99 % of the requests stayed below, ms; at most 1/8 above the true value.</summary>
    public double? P99Ms { get; init; }
}
