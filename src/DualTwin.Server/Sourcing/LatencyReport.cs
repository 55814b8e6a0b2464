using DualTwin.Server.Metrics;

namespace DualTwin.Server.Sourcing;

/// <summary>Percentiles of a duration, ms; null before there was one.</summary>
public sealed record LatencyReport(double? P50, double? P90, double? P99)
{
    internal static LatencyReport Of(LatencyHistogram latency) => new(
        latency.Quantile(0.5)?.TotalMilliseconds, latency.Quantile(0.9)?.TotalMilliseconds, latency.Quantile(0.99)?.TotalMilliseconds);
}
