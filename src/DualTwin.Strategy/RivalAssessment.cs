using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Stops;
using DualTwin.Strategy.Threats;

namespace DualTwin.Strategy;

/// <summary>What strategy makes of one rival.</summary>
public sealed record RivalAssessment
{
    /// <summary>Identity of the car within the session.</summary>
    public required string CarId { get; init; }

    /// <summary>Team; null where unknown.</summary>
    public string? Team { get; init; }

    /// <summary>Position, 1 or more; null where unknown.</summary>
    public int? Position { get; init; }

    /// <summary>Time behind the leader at equal place on the road, s; null where unknown.</summary>
    public double? GapToLeaderSeconds { get; init; }

    /// <summary>Most probable number of tyre stops in the whole race, 0 or more; null where nothing tells.</summary>
    public int? PredictedStops { get; init; }

    /// <summary>Probability of <see cref="PredictedStops"/>, 0…1.</summary>
    public double? PredictedStopsProbability { get; init; }

    /// <summary>Probability of a tyre stop at the end of one of the next five laps, 0…1; null where nothing tells.</summary>
    public double? PitWithinFiveLaps { get; init; }

    /// <summary>When the next stop comes and what is fitted then; null where nothing tells.</summary>
    public NextStop? NextStop { get; init; }

    /// <summary>What is still possible, most probable first.</summary>
    public ImmutableArray<PossibleStrategy> Strategies { get; init; } = [];

    /// <summary>Where the rival would come back if it stopped at the end of this lap; null where nothing tells.</summary>
    public Rejoin? Rejoin { get; init; }

    /// <summary>How far the rival threatens our place; null where gaps or pace are unknown.</summary>
    public ThreatLevel? Threat { get; init; }

    /// <summary>The ways in which it does, most probable first.</summary>
    public ImmutableArray<ThreatReason> Reasons { get; init; } = [];

    /// <summary>Tendencies; null where there is no evidence.</summary>
    public BehaviourBelief? Behaviour { get; init; }
}
