namespace DualTwin.Server.Configuration;

/// <summary>Which car is ours.</summary>
public sealed record CarConfig
{
    /// <summary>Our car's id; null: the game's player car, else car 44 where it takes part, else the leader.</summary>
    public string? OurCarId { get; init; }
}
