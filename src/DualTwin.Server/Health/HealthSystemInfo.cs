namespace DualTwin.Server.Health;

/// <summary>The process and its readers.</summary>
public sealed record HealthSystemInfo
{
    /// <summary>Time since the start, s.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Requests open now, streams included.</summary>
    public required int ConcurrentConnections { get; init; }

    /// <summary>Requests that may be open at once.</summary>
    public required int MaxConcurrentConnections { get; init; }

    /// <summary>Time since the newest view was published, s; null before the first.</summary>
    public double? DataAgeSeconds { get; init; }

    /// <summary>State files written so far.</summary>
    public required long StateFilesWritten { get; init; }

    /// <summary>Failed attempts to write them.</summary>
    public required long StateFileFailures { get; init; }

    /// <summary>Messages that the source refused, by reason.</summary>
    public required IReadOnlyDictionary<string, long> RefusedMessages { get; init; }
}
