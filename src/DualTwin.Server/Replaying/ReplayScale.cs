namespace DualTwin.Server.Replaying;

/// <summary>What <c>GET /replay/timeline</c> says: where laps begin and what happens when.</summary>
public sealed record ReplayScale
{
    /// <summary>Length of the recording, s.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Beginnings of the leader's laps, in their order.</summary>
    public required IReadOnlyList<ReplayLapStart> Laps { get; init; }

    /// <summary>Neutralisations, stops, retirements and steps of the session, in their order.</summary>
    public required IReadOnlyList<ReplayMarker> Markers { get; init; }
}
