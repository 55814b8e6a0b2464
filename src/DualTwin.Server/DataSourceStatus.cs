namespace DualTwin.Server;

/// <summary>What the sources of a <see cref="TelemetryIngestor"/> do at one moment.</summary>
public sealed record DataSourceStatus
{
    /// <summary><c>live</c>, <c>simulator</c> or <c>replay</c>: where the data shown comes from; null before any data.</summary>
    public required string? Mode { get; init; }

    /// <summary>Type of the source that is shown; null before any data.</summary>
    public required string? LiveSourceType { get; init; }

    /// <summary>Whether the active source delivers.</summary>
    public required bool Connected { get; init; }

    /// <summary>Bad and missing updates in a row.</summary>
    public required int DataFailures { get; init; }

    /// <summary>How many of them make the system leave the source.</summary>
    public required int MaxFailuresBeforeFallback { get; init; }

    /// <summary>Updates taken in since the start.</summary>
    public required long TotalUpdates { get; init; }

    /// <summary>Messages and values refused since the start.</summary>
    public required long ValidationFailures { get; init; }

    /// <summary>Why the source is not delivering; null where it is.</summary>
    public required string? Reason { get; init; }
}
