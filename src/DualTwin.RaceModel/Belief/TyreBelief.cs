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

    /// <summary>Whether <see cref="Wear"/> was measured rather than modelled.</summary>
    public bool WearMeasured { get; init; }
}
