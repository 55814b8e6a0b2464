using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Archive;

/// <summary>A car of the F1 game at the end of a lap.</summary>
/// <param name="Lap">The lap; 0 is the start.</param>
/// <param name="LapSeconds">Its time, s; 0 at the start.</param>
/// <param name="Wear">Wear of each tyre, 0…1.</param>
/// <param name="FuelKg">Fuel in the tank, kg.</param>
/// <param name="TankKg">Capacity of the tank, kg.</param>
/// <param name="Compound">Compound, relative.</param>
/// <param name="CompoundName">Compound by name, such as C3.</param>
public sealed record DecodedGameLap(int Lap, double LapSeconds, Wheels Wear, double FuelKg, double TankKg, Compound Compound, string CompoundName);
