namespace DualTwin.Strategy.Forecasting;

/// <summary>How a car is expected to end a coming lap, over the simulated races in which it does.</summary>
/// <param name="Lap">The lap.</param>
/// <param name="Seconds">Expected time of its end, s after the leader's last crossing of the line before the forecast.</param>
/// <param name="Position">Expected place among those that end it, 1 or more.</param>
/// <param name="Probability">Probability that the car ends it, 0…1.</param>
public readonly record struct LapOutlook(int Lap, double Seconds, double Position, double Probability);
