using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>What a plan comes to in simulated races: an estimate.</summary>
public sealed record PlanOutcome
{
    /// <summary>The plan.</summary>
    public required StopPlan Plan { get; init; }

    /// <summary>What it calls for in the lap now driven.</summary>
    public required StopCall Call { get; init; }

    /// <summary>Races simulated.</summary>
    public required int Races { get; init; }

    /// <summary>Expected place in the result, 1 or more; retirements, which are the same under every plan, count as they fall.</summary>
    public required double FinishMean { get; init; }

    /// <summary>10th percentile of the place.</summary>
    public required int FinishP10 { get; init; }

    /// <summary>90th percentile of the place.</summary>
    public required int FinishP90 { get; init; }

    /// <summary>
    /// Places lost against the plan to follow in the same races, a minute at the flag counting as one: mean, and as its deviation the standard error of that
    /// mean. 0 of that plan itself.
    /// </summary>
    public required Estimate Loss { get; init; }

    /// <summary>Probability that it is better than the plan to follow for all that the simulated races can tell, 0…1; null of that plan itself.</summary>
    public double? Better { get; init; }

    /// <summary>Where its first stop lets the car out; null where it makes none.</summary>
    public RejoinOutlook? Rejoin { get; init; }

    /// <summary>What waiting for its first stop may bring; null where it makes none.</summary>
    public ChanceOutlook? Chance { get; init; }

    /// <summary>What would make it the better plan; null of the plan to follow, and where nothing that is looked at does.</summary>
    public PlanTrigger? Trigger { get; init; }

    /// <summary>Places that it gains on the plan to follow where that happens, with the standard error; null without a trigger.</summary>
    public Estimate? TriggerGain { get; init; }
}
