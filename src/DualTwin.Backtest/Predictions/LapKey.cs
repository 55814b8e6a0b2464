namespace DualTwin.Backtest.Predictions;

/// <summary>A car that has completed a lap: what a prediction is made for.</summary>
/// <param name="Season">Season.</param>
/// <param name="Round">Round within the season.</param>
/// <param name="Driver">The driver's code.</param>
/// <param name="Lap">The lap just completed.</param>
public readonly record struct LapKey(int Season, int Round, string Driver, int Lap);
