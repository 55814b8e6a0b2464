using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>An undercut that was tried and whose outcome is known.</summary>
/// <param name="Key">The car that stopped first, and the lap before the one at whose end it did.</param>
/// <param name="Target">The car that was ahead.</param>
/// <param name="Success">Whether the target was behind on the second lap after its own stop.</param>
public sealed record UndercutPair(LapKey Key, string Target, bool Success);
