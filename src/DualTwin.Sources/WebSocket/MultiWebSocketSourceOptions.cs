namespace DualTwin.Sources.WebSocket;

/// <summary>Options of <see cref="MultiWebSocketSource"/>. Checked when a source is made from it.</summary>
public sealed record MultiWebSocketSourceOptions
{
    /// <summary>Most endpoints of one source.</summary>
    public const int MaxEndpoints = 16;

    /// <summary>The endpoints that carry the same session, 1…16, each once.</summary>
    public required IReadOnlyList<WebSocketSourceOptions> Endpoints { get; init; }

    /// <summary>First delay before an endpoint is tried again, 10 ms…5 min; each further one doubles it. The default is 2 s.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest delay before an endpoint is tried again, not below <see cref="ReconnectDelay"/>, up to 1 h. The default is 5 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with the options, one sentence each that names the option, its value and what was expected.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Endpoints.Count is < 1 or > MaxEndpoints)
        {
            problems.Add($"Endpoints has {Endpoints.Count} entries; expected 1 to {MaxEndpoints}.");
        }

        problems.AddRange(Endpoints.GroupBy(endpoint => endpoint.Uri).Where(same => same.Count() > 1)
            .Select(same => $"Endpoints has {EndpointName.Of(same.Key)} {same.Count()} times; expected it once."));
        problems.AddRange(Endpoints.SelectMany((endpoint, i) => endpoint.Problems().Select(problem => $"Endpoints[{i}]: {problem}")));
        if (ReconnectDelay.TotalSeconds is < 0.01 or > 300)
        {
            problems.Add($"ReconnectDelay is {ReconnectDelay}; expected 10 ms to 5 min.");
        }

        if (MaxBackoff < ReconnectDelay || MaxBackoff.TotalHours > 1)
        {
            problems.Add($"MaxBackoff is {MaxBackoff}; expected {ReconnectDelay} to 1 h.");
        }

        return problems;
    }
}
