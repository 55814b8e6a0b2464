namespace DualTwin.Server.Metrics;

/// <summary>Counts and times of one endpoint.</summary>
public sealed class EndpointMeter(string name)
{
    private long _errors;

    /// <summary>Method and path, such as <c>GET /api/v1/telemetry</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Time from the endpoint's start to its end; for a stream, how long the reader stayed.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Requests answered with an error or broken off.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>Records one request.</summary>
    public void Record(TimeSpan elapsed, bool succeeded)
    {
        Latency.Record(elapsed);
        if (!succeeded)
        {
            Interlocked.Increment(ref _errors);
        }
    }
}
