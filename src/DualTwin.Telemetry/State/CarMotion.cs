using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>Where a car is on the circuit and how fast, as measured.</summary>
public sealed record CarMotion
{
    /// <summary>Nothing known.</summary>
    public static readonly CarMotion Unknown = new();

    /// <inheritdoc cref="Frames.CarUpdate.SpeedKph"/>
    public double? SpeedKph { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.LapFraction"/>
    public double? LapFraction { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.MapPosition"/>
    public MapPosition? Place { get; init; }
}
