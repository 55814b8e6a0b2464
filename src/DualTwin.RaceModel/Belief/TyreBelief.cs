using System.Collections.Immutable;

namespace DualTwin.RaceModel.Belief;

/// <summary>What is known of the set of tyres on a car.</summary>
public sealed record TyreBelief
{
    /// <summary>Compound; null where no source has told it.</summary>
    public TyreCompound? Compound { get; init; }

    /// <summary>Laps on the set, earlier use included; null where unknown.</summary>
    public int? AgeLaps { get; init; }

    /// <summary>Loss of lap time per lap of age, s/lap; positive is slower with age.</summary>
    public required Estimate DegradationSecondsPerLap { get; init; }

    /// <summary>Laps from new until the set is no longer worth running.</summary>
    public required Estimate LifeLaps { get; init; }

    /// <summary>Share of the set's life that is used up, 0…1; null where neither age nor wear is known.</summary>
    public Estimate? Wear { get; init; }

    /// <summary>Share of the set's life that a racing lap uses up, 1/lap, 0 or more.</summary>
    public Estimate? WearPerLap { get; init; }

    /// <summary>
    /// Measured wear to come, at the end of each of the next laps on this set, 0…1, as of the newest line crossing; empty where no
    /// source measures wear.
    /// </summary>
    public ImmutableArray<Estimate> WearAhead { get; init; } = [];

    /// <summary>
    /// Probability that the pace falls off for good within the next five racing laps on this set, 0…1; null in the wet, and where
    /// age or compound is unknown.
    /// </summary>
    public double? PaceDropProbability { get; init; }

    /// <summary>Whether <see cref="Wear"/> was measured rather than modelled.</summary>
    public bool WearMeasured { get; init; }
}
