namespace DualTwin.Strategy.Planning;

/// <summary>Our car and a rival near it that may both still stop.</summary>
/// <param name="CarId">The rival.</param>
/// <param name="GapSeconds">Time by which it is ahead (above 0) or behind (below 0), s.</param>
/// <param name="Undercut">Probability that whoever is behind is ahead after both stops if it stops at the end of this lap and the other one lap later, 0…1.</param>
/// <param name="Overcut">The same if it stops one lap after the other, 0…1.</param>
public readonly record struct StopDuelOutlook(string CarId, double GapSeconds, double Undercut, double Overcut);
