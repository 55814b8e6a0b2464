namespace DualTwin.Telemetry.Values;

/// <summary>What a game says of itself and of its player.</summary>
/// <param name="Name">The game, such as <c>F1 25</c>.</param>
/// <param name="Format">The telemetry's format, a year.</param>
/// <param name="Version">The game's version.</param>
/// <param name="PlayerCarId">The player's car; null for a spectator.</param>
public sealed record GameFacts(string? Name, int Format, string? Version, string? PlayerCarId);
