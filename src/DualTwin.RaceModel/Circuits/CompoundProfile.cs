using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Circuits;

/// <summary>What is known of a compound on a circuit before a race.</summary>
public sealed record CompoundProfile
{
    /// <summary>Which compound.</summary>
    public required TyreCompound Compound { get; init; }

    /// <summary>Lap time against a new medium set, s; negative is faster.</summary>
    public required double PaceOffsetSeconds { get; init; }

    /// <summary>Loss of lap time per lap of age after fuel, s/lap.</summary>
    public required Estimate DegradationSecondsPerLap { get; init; }

    /// <summary>Length of a stint that ends in a tyre stop, laps on the set.</summary>
    public required Estimate LifeLaps { get; init; }

    /// <summary>
    /// Length of a stint had nothing else ended it, laps on the set: stints that the flag cut short count as longer than they were.
    /// Null where too few were run; then <see cref="LifeLaps"/> is all that is known.
    /// </summary>
    public Estimate? PlannedLaps { get; init; }
}
