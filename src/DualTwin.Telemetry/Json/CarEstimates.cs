namespace DualTwin.Telemetry.Json;

/// <summary>What the twins estimate of a car where nothing was measured; null where they cannot either.</summary>
/// <param name="FuelLevel">Fuel over tank capacity, 0…1.</param>
/// <param name="TyreWear">Used share of the set's life, 0…1.</param>
/// <param name="TyreAge">Laps on the set.</param>
public readonly record struct CarEstimates(double? FuelLevel, double? TyreWear, int? TyreAge);
