namespace DualTwin.Strategy.Openings;

/// <summary>Something our car could do to gain.</summary>
/// <param name="Type">What.</param>
/// <param name="TargetCarId">The car it is about; null where it is about none.</param>
/// <param name="Probability">Probability that it comes off, 0…1.</param>
/// <param name="ExecutionLap">The lap to do it in, 1 or more.</param>
public sealed record StrategicOpening(OpeningType Type, string? TargetCarId, double Probability, int ExecutionLap);
