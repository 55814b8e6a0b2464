namespace DualTwin.Server.Configuration;

/// <summary>Facts of the race that no source told.</summary>
public sealed record RaceConfig
{
    /// <summary>Race distance, 1 to 1000 laps, used while no source tells it; null: unknown.</summary>
    public int? TotalLaps { get; init; }
}
