using System.Collections.Immutable;
using DualTwin.Strategy.Openings;

namespace DualTwin.Strategy;

/// <summary>What strategy makes of a race belief, seen from our car.</summary>
public sealed record FieldAssessment
{
    /// <summary>Our car; null where none takes part, and then no threat and no opening is told.</summary>
    public string? OurCarId { get; init; }

    /// <summary>All cars but ours, by position; those without one last, in the session's own order.</summary>
    public ImmutableArray<RivalAssessment> Rivals { get; init; } = [];

    /// <summary>Openings for our car, most probable first.</summary>
    public ImmutableArray<StrategicOpening> Openings { get; init; } = [];
}
