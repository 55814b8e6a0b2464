namespace DualTwin.RaceModel.Belief;

/// <summary>
/// Tendencies of a driver and team, each 0…1 as a place in the population of drivers: 0.5 is the mean of the field.
/// Null where this session has shown nothing of it yet.
/// </summary>
public sealed record BehaviourBelief
{
    /// <summary>Stops earlier than the field (1) or later (0).</summary>
    public Estimate? UndercutTendency { get; init; }

    /// <summary>Loses fewer places under attack than the field (1) or more (0).</summary>
    public Estimate? AggressiveDefence { get; init; }

    /// <summary>Loses less lap time with tyre age than the field (1) or more (0).</summary>
    public Estimate? TyreManagement { get; init; }
}
