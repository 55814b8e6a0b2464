namespace DualTwin.Telemetry.Systems;

/// <summary>What the car itself says of its fuel beyond the mass.</summary>
/// <param name="LapsRemaining">
/// Laps that the fuel lasts beyond the distance still to go, by the car's own display; negative where it does not last. A reference
/// value, not our estimate.
/// </param>
/// <param name="Mix">Fuel mix.</param>
public sealed record FuelReadings(double? LapsRemaining, FuelMix? Mix);
