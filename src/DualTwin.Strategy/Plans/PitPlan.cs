using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Plans;

/// <summary>When a car should and when it will stop, and how far tyres and fuel go.</summary>
public sealed record PitPlan
{
    /// <summary>First lap at whose end stopping is as good as at the best one, within the scatter of a stop; null where no stop is due.</summary>
    public int? WindowFirstLap { get; init; }

    /// <summary>Last such lap.</summary>
    public int? WindowLastLap { get; init; }

    /// <summary>The lap at whose end the next stop costs least.</summary>
    public int? BestLap { get; init; }

    /// <summary>The lap at whose end the car is expected to stop: the median; null where it more probably stops no more.</summary>
    public int? PredictedLap { get; init; }

    /// <summary>Laps until the set is no longer worth running, 0 or more; null where its age is unknown.</summary>
    public Estimate? TyreLifeRemainingLaps { get; init; }

    /// <summary>Racing laps that the fuel on board lasts for, 0 or more; null where the fuel is unknown.</summary>
    public Estimate? FuelLapsRemaining { get; init; }
}
