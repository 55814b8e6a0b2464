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

    /// <summary>
    /// All that <see cref="Create"/> makes the source from, as text without secrets: a slot that is made anew from the same goes on
    /// where the one before is. Null compares <see cref="Create"/> itself.
    /// </summary>
    public string? Settings { get; init; }

    /// <summary>
    /// What only one source at a time can hold, such as <c>udp port 20777</c>; null for nothing. A source that is to make way gives it
    /// up to the one that comes, and gets it back where that one cannot use it.
    /// </summary>
    public string? Exclusive { get; init; }

    /// <summary>How long the source may be silent.</summary>
    public StallRule Stall { get; init; } = StallRule.FromIntervals;

    /// <summary>
    /// Longest time between two updates of a source of this kind that is well; null takes <see cref="SupervisorOptions.UpdateInterval"/>.
    /// </summary>
    public TimeSpan? UpdateInterval { get; init; }

    /// <summary>How long an attempt may take until it is connected: until then its silence says nothing.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Failed attempts in a row that trigger a failover; null takes <see cref="SupervisorOptions.MaxReconnectAttempts"/>.</summary>
    public int? MaxReconnectAttempts { get; init; }

    /// <summary>First delay of the backoff; null takes <see cref="SupervisorOptions.ReconnectDelay"/>.</summary>
    public TimeSpan? ReconnectDelay { get; init; }

    /// <summary>True for a simulator or a replay that the user chose: it makes a session of its own and is never given up for being silent.</summary>
    public bool OwnSession { get; init; }

    /// <summary>The simulator that stands in while no source delivers.</summary>
    internal static SourceSlot StandIn(Func<ITelemetrySource> create) =>
        new() { Name = "stand-in simulator", Type = "simulator", Create = create, OwnSession = true };

    /// <summary>Whether <paramref name="other"/> makes the same source; limits and delays may differ.</summary>
    internal bool IsSameSource(SourceSlot other) =>
        (Name, Type, OwnSession) == (other.Name, other.Type, other.OwnSession)
        && (Create == other.Create || (Settings is not null && Settings == other.Settings));
}
