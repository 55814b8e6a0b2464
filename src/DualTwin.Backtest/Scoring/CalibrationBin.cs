namespace DualTwin.Backtest.Scoring;

/// <summary>Predictions of nearly equal probability, and how often they came true.</summary>
/// <param name="From">Lower bound of the bin.</param>
/// <param name="Count">Predictions in it.</param>
/// <param name="Predicted">Mean probability predicted.</param>
/// <param name="Happened">Share that came true.</param>
public readonly record struct CalibrationBin(double From, int Count, double Predicted, double Happened);
