using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Planning;

/// <summary>Something to do: an estimate.</summary>
public sealed record Recommendation
{
    /// <summary>How soon.</summary>
    public required RecommendationPriority Priority { get; init; }

    /// <summary>What.</summary>
    public required RecommendedAction Action { get; init; }

    /// <summary>Lap at whose end, or from which, to do it; null where that hangs on something that has not happened.</summary>
    public int? ExecutionLap { get; init; }

    /// <summary>Compound to fit; null where no tyres are changed.</summary>
    public TyreCompound? Compound { get; init; }

    /// <summary>Places gained against the best other call, a minute at the flag counting as one, with the standard error; null where there is no other.</summary>
    public Estimate? GainPlaces { get; init; }

    /// <summary>Probability that it is better than the best other call, for all that the simulated races can tell, 0…1; null where there is none.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why, in a sentence each.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>What may go wrong, in a sentence each.</summary>
    public ImmutableArray<string> Risks { get; init; } = [];

    /// <summary>What else could be done, in a sentence each.</summary>
    public ImmutableArray<string> Alternatives { get; init; } = [];

    /// <summary>Last lap in which it can still be done; null where that hangs on something that has not happened.</summary>
    public int? ExpiresLap { get; init; }
}
