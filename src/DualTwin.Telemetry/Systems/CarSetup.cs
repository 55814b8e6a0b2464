using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Systems;

/// <summary>The car's set-up, as far as it bears on strategy.</summary>
/// <param name="FrontWing">Front wing, in the steps of the source.</param>
/// <param name="RearWing">Rear wing, in the steps of the source.</param>
/// <param name="BrakeBias">Share of the brake force in front, 0…1.</param>
/// <param name="TyrePressurePsi">Pressure of each cold tyre, psi.</param>
/// <param name="FuelLoadKg">Fuel at the start, kg.</param>
public sealed record CarSetup(int? FrontWing, int? RearWing, double? BrakeBias, Wheels? TyrePressurePsi, double? FuelLoadKg);
