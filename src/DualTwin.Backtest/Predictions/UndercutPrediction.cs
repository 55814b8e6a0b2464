namespace DualTwin.Backtest.Predictions;

/// <summary>How probably a car undercuts the one ahead of it.</summary>
/// <param name="Key">The car, and the lap just completed.</param>
/// <param name="Target">The car ahead.</param>
/// <param name="Success">
/// Probability to be ahead of the target on the second lap after its stop, if the car stops at the end of the next lap and the target
/// later; null where nothing tells.
/// </param>
public sealed record UndercutPrediction(LapKey Key, string Target, double? Success);
