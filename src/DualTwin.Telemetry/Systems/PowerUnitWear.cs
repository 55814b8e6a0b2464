namespace DualTwin.Telemetry.Systems;

/// <summary>Wear of the parts of the power unit, 0 new … 1 worn out.</summary>
/// <param name="Mguh">Motor generator unit, heat.</param>
/// <param name="EnergyStore">Energy store.</param>
/// <param name="ControlElectronics">Control electronics.</param>
/// <param name="CombustionEngine">Internal combustion engine.</param>
/// <param name="Mguk">Motor generator unit, kinetic.</param>
/// <param name="Turbocharger">Turbocharger.</param>
public sealed record PowerUnitWear(
    double? Mguh, double? EnergyStore, double? ControlElectronics, double? CombustionEngine, double? Mguk, double? Turbocharger);
