namespace DualTwin.Telemetry.State;

/// <summary>Fuel on board, as measured.</summary>
public sealed record CarEnergy
{
    /// <summary>Nothing known.</summary>
    public static readonly CarEnergy Unknown = new();

    /// <inheritdoc cref="Frames.CarUpdate.FuelMassKg"/>
    public double? FuelMassKg { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.FuelCapacityKg"/>
    public double? FuelCapacityKg { get; init; }

    /// <summary>Mass over capacity, 0…1.</summary>
    public double? FuelLevel { get; init; }
}
