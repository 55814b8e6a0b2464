namespace DualTwin.Telemetry.State;

/// <summary>Who drives what. Unchanged through the session but for corrections by the source.</summary>
public sealed record CarIdentity
{
    /// <summary>Nothing known.</summary>
    public static readonly CarIdentity Unknown = new();

    /// <inheritdoc cref="Frames.CarUpdate.RaceNumber"/>
    public int? RaceNumber { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.Driver"/>
    public string? Driver { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.DriverCode"/>
    public string? DriverCode { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.Team"/>
    public string? Team { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.TeamColour"/>
    public string? TeamColour { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.GridPosition"/>
    public int? GridPosition { get; init; }
}
