namespace DualTwin.Sources.Supervision;

/// <summary>A place in the supervisor's ordered list of sources.</summary>
public sealed record SourceSlot
{
    /// <summary>What tells this slot from the others in status and log, such as <c>websocket ws://localhost:8080/telemetry</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The source's type as in the configuration.</summary>
    public required string Type { get; init; }

    /// <summary>Makes a source for one attempt: it connects when read, and ends or throws <see cref="SourceException"/> when it is over.</summary>
    public required Func<ITelemetrySource> Create { get; init; }

    /// <summary>How long the source may be silent.</summary>
    public StallRule Stall { get; init; } = StallRule.FromIntervals;

    /// <summary>True for a simulator or a replay that the user chose: it makes a session of its own and is never given up for being silent.</summary>
    public bool OwnSession { get; init; }
}
