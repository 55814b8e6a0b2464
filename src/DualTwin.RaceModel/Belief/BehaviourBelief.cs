namespace DualTwin.RaceModel.Belief;

/// <summary>Tendencies of a driver and team, each 0…1 with 0.5 for the mean of the field.</summary>
public sealed record BehaviourBelief
{
    /// <summary>Stops earlier than the field (1) or later (0).</summary>
    public required Estimate UndercutTendency { get; init; }

    /// <summary>Loses fewer places under attack than the field (1) or more (0).</summary>
    public required Estimate AggressiveDefence { get; init; }

    /// <summary>Loses less lap time with tyre age than the field (1) or more (0).</summary>
    public required Estimate TyreManagement { get; init; }
}
