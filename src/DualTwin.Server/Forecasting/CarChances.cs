namespace DualTwin.Server.Forecasting;

/// <summary>What is kept of a car's forecast.</summary>
/// <param name="CarId">The car.</param>
/// <param name="FinishMean">Expected place if classified; null where it was classified in no simulated race.</param>
/// <param name="Win">Probability of being classified first, 0…1.</param>
/// <param name="Podium">Probability of being classified among the first three, 0…1.</param>
/// <param name="Points">Probability of being classified among the first ten, 0…1.</param>
public readonly record struct CarChances(string CarId, double? FinishMean, double Win, double Podium, double Points);
