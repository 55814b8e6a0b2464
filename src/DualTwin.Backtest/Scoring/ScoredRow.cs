using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>What was predicted beside what happened.</summary>
/// <param name="Truth">What happened.</param>
/// <param name="Prediction">What was predicted; null where nothing was.</param>
public readonly record struct ScoredRow(TruthRow Truth, Prediction? Prediction);
