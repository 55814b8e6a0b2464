namespace DualTwin.Backtest.Predictions;

/// <summary>What was predicted of a racing lap further on than the next, on the set that the car had.</summary>
/// <param name="Key">The car and the lap it had completed.</param>
/// <param name="Ahead">How many laps on, 2 or more.</param>
/// <param name="Median">Median of the lap's time, s.</param>
/// <param name="P10">Its 10th percentile, s.</param>
/// <param name="P90">Its 90th percentile, s.</param>
public readonly record struct LapAheadPrediction(LapKey Key, int Ahead, double Median, double P10, double P90);
