namespace DualTwin.Server.Metrics;

/// <summary>The meters of all endpoints. Filled while the server is put together, only read afterwards.</summary>
public sealed class EndpointMetrics
{
    private readonly List<EndpointMeter> _meters = [];

    /// <summary>All meters, in the order of their endpoints.</summary>
    public IReadOnlyList<EndpointMeter> Meters => _meters;

    internal EndpointMeter Add(string method, string path)
    {
        var meter = new EndpointMeter($"{method} {path}");
        _meters.Add(meter);
        return meter;
    }
}
