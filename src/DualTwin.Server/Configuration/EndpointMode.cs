namespace DualTwin.Server.Configuration;

/// <summary>What several WebSocket addresses are for.</summary>
public enum EndpointMode
{
    /// <summary><c>failover</c>: the first that delivers.</summary>
    Failover,

    /// <summary><c>merge</c>: all at once, duplicates dropped.</summary>
    Merge,
}
