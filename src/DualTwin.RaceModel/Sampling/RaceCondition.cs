using System.Collections.Immutable;

namespace DualTwin.RaceModel.Sampling;

/// <summary>
/// How a race stands when sampling begins: on the grid, or underway as the twins believe it. A sampler never changes it, so that
/// many samples can go on from one.
/// </summary>
public sealed record RaceCondition
{
    /// <summary>Cars, in the order of <see cref="RaceParameters.Cars"/>.</summary>
    public required ImmutableArray<CarCondition> Cars { get; init; }

    /// <summary>
    /// The moment at which cars are on their way round a lap, s since lights out: nothing is sampled before it. Null where every car
    /// stands at a crossing or on the grid.
    /// </summary>
    public double? AtSeconds { get; init; }

    /// <summary>How wet the track is: 0 dry, 0.5 where slicks and intermediates are equally fast, 1 the wettest.</summary>
    public double Wetness { get; init; }

    /// <summary>Whether it rains, so that the track gets wetter.</summary>
    public bool Raining { get; init; }

    /// <summary>The caution in force, with the time since lights out at which it is expected to end; null where there is none.</summary>
    public Caution? Caution { get; init; }
}
