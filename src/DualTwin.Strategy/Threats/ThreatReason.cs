namespace DualTwin.Strategy.Threats;

/// <summary>One way in which a rival threatens our place.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Probability">Probability that it happens before the flag, 0…1.</param>
/// <param name="WithinFiveLaps">Probability that it happens within the next five laps, 0…1.</param>
public readonly record struct ThreatReason(ThreatKind Kind, double Probability, double WithinFiveLaps);
