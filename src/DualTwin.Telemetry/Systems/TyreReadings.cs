using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Systems;

/// <summary>Temperatures and pressures at the four wheels.</summary>
/// <param name="InnerTemperatureCelsius">Temperature of each carcass, °C; the surface's stands with the tyres themselves.</param>
/// <param name="PressurePsi">Pressure of each tyre, psi.</param>
/// <param name="BrakeTemperatureCelsius">Temperature of each brake, °C.</param>
public sealed record TyreReadings(Wheels? InnerTemperatureCelsius, Wheels? PressurePsi, Wheels? BrakeTemperatureCelsius);
