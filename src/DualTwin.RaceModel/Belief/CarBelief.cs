using System.Collections.Immutable;

namespace DualTwin.RaceModel.Belief;

/// <summary>What is known of one car, and how surely.</summary>
public sealed record CarBelief
{
    /// <summary>Identity of the car within the session.</summary>
    public required string CarId { get; init; }

    /// <summary>Team, so that team-mates can be told; null where unknown.</summary>
    public string? Team { get; init; }

    /// <summary>Position in the order, 1 or more; null where unknown.</summary>
    public int? Position { get; init; }

    /// <summary>Complete laps; null where unknown.</summary>
    public int? LapsCompleted { get; init; }

    /// <summary>Whether the car still takes part.</summary>
    public required bool Running { get; init; }

    /// <summary>Whether the car is in the pit lane.</summary>
    public bool InPitLane { get; init; }

    /// <summary>Whether the lap it is on began in the pit lane.</summary>
    public bool OnOutLap { get; init; }

    /// <summary>When it crossed the line last, s of session time; null where unknown.</summary>
    public double? LastCrossingSeconds { get; init; }

    /// <summary>Part of the current lap behind the car, 0…1, measured or from the time since its last crossing.</summary>
    public double? LapFraction { get; init; }

    /// <summary>Time behind the leader at equal place on the road, s, lapped cars included; null where unknown.</summary>
    public double? GapToLeaderSeconds { get; init; }

    /// <summary>Lap time in clean air on a new medium set with a race's mean fuel, s; null before there is any evidence.</summary>
    public Estimate? CleanAirPaceSeconds { get; init; }

    /// <summary>Expected time of the car's next racing lap as things stand (fuel, tyre age), s.</summary>
    public Estimate? NextLapSeconds { get; init; }

    /// <summary>The same with percentiles and with what it is made of; null before there is any evidence.</summary>
    public NextLapBelief? NextLap { get; init; }

    /// <summary>
    /// The coming racing laps on this set, <see cref="NextLap"/> first, at most ten and none beyond the distance; empty before there is
    /// any evidence.
    /// </summary>
    public ImmutableArray<NextLapBelief> ComingLaps { get; init; } = [];

    /// <summary>The car's own scatter of lap times around its trend, s (standard deviation).</summary>
    public double? LapNoiseSeconds { get; init; }

    /// <summary>Tyres.</summary>
    public required TyreBelief Tyres { get; init; }

    /// <summary>
    /// How much slower the car goes now than in clean air on a new medium set with the same fuel, s per lap: what tyres, traffic
    /// and form cost; null before there is any evidence.
    /// </summary>
    public Estimate? PaceDeltaSeconds { get; init; }

    /// <summary>Fuel; null where nothing measures it and no race distance bounds it.</summary>
    public FuelBelief? Fuel { get; init; }

    /// <summary>Tyre stops made.</summary>
    public int StopsMade { get; init; }

    /// <summary>Dry compounds used so far in the race, in order of use.</summary>
    public ImmutableArray<TyreCompound> CompoundsUsed { get; init; } = [];

    /// <summary>
    /// Probability of a tyre stop at the end of each of the coming laps given none before, the lap now driven first (0…1 each);
    /// empty outside races.
    /// </summary>
    public ImmutableArray<double> StopHazard { get; init; } = [];

    /// <summary>
    /// Probability of each compound, by <see cref="TyreCompound"/>'s value, to be what the car fits at its next stop, given that it makes one;
    /// empty where nothing tells.
    /// </summary>
    public ImmutableArray<double> NextCompound { get; init; } = [];

    /// <summary>Tendencies of this driver and team; null where there is no evidence.</summary>
    public BehaviourBelief? Behaviour { get; init; }
}
