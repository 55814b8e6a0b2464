namespace DualTwin.Storage.History;

/// <summary>All four lists of a session's history: the content of <c>history.json</c>.</summary>
public sealed record HistoryDocument
{
    /// <summary>Version of the public schema.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>Complete laps, in the order in which they were completed.</summary>
    public required IReadOnlyList<LapRow> Laps { get; init; }

    /// <summary>Stints, car by car.</summary>
    public required IReadOnlyList<StintRow> Stints { get; init; }

    /// <summary>Tyre stops, in the order in which the cars entered the lane.</summary>
    public required IReadOnlyList<StopRow> Stops { get; init; }

    /// <summary>Events, oldest first.</summary>
    public required IReadOnlyList<EventRow> Events { get; init; }
}
