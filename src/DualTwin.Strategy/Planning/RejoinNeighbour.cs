namespace DualTwin.Strategy.Planning;

/// <summary>A car next to ours after a stop.</summary>
/// <param name="CarId">The car.</param>
/// <param name="Probability">Probability that it is that one, 0…1.</param>
/// <param name="GapSeconds">Expected time between the two if it is, s.</param>
public readonly record struct RejoinNeighbour(string CarId, double Probability, double GapSeconds);
