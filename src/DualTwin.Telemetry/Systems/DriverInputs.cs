namespace DualTwin.Telemetry.Systems;

/// <summary>What the driver does.</summary>
/// <param name="Throttle">Throttle, 0…1.</param>
/// <param name="Brake">Brake, 0…1.</param>
/// <param name="Steer">Steering, −1 left … 1 right.</param>
/// <param name="Gear">Gear: −1 reverse, 0 neutral, 1…8.</param>
/// <param name="EngineRpm">Engine speed, revolutions per minute.</param>
public sealed record DriverInputs(double? Throttle, double? Brake, double? Steer, int? Gear, int? EngineRpm);
