namespace DualTwin.Session;

/// <summary>What a pipeline is told from outside.</summary>
public sealed record SessionPipelineOptions
{
    /// <summary>Our car; null lets the pipeline choose (car 44 where it takes part, else the leader).</summary>
    public string? OurCarId { get; init; }

    /// <summary>Race distance in laps, used while no source tells it.</summary>
    public int? TotalLaps { get; init; }
}
