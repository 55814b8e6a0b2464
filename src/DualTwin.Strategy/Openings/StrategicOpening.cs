using System.Collections.Immutable;

namespace DualTwin.Strategy.Openings;

/// <summary>Something our car could do to gain.</summary>
/// <param name="Type">What.</param>
/// <param name="TargetCarId">The car it is about; null where it is about none.</param>
/// <param name="Probability">Probability that it comes off, 0…1.</param>
/// <param name="ExecutionLap">The lap to do it in, 1 or more.</param>
/// <param name="GainSeconds">Expected time that it gains, s, against the target or against stopping at another time; null for a pass, which gains a place.</param>
/// <param name="EndedBy">What would take it away.</param>
public sealed record StrategicOpening(
    OpeningType Type, string? TargetCarId, double Probability, int ExecutionLap, double? GainSeconds, ImmutableArray<OpeningEnd> EndedBy);
