namespace DualTwin.Storage.History;

/// <summary>A complete lap in the public schema. Times in seconds; null is unknown.</summary>
public sealed record LapRow
{
    /// <summary>The car.</summary>
    public required string CarId { get; init; }

    /// <summary>Number of the lap, 1 or more.</summary>
    public required int Lap { get; init; }

    /// <summary>Lap time, s.</summary>
    public double? LapTime { get; init; }

    /// <summary>The three sector times, s.</summary>
    public required IReadOnlyList<double?> SectorTimes { get; init; }

    /// <summary>Position at the end of the lap, 1 or more.</summary>
    public int? Position { get; init; }

    /// <summary>Gap to the leader at the end of the lap, s; null for lapped cars, see <see cref="GapLaps"/>.</summary>
    public double? GapToLeader { get; init; }

    /// <summary>Whole laps behind the leader at the end of the lap, 1 or more; null for cars on the leader's lap.</summary>
    public int? GapLaps { get; init; }

    /// <summary>Relative compound: soft, medium, hard, intermediate or wet.</summary>
    public string? Compound { get; init; }

    /// <summary>Laps on the set at the end of the lap, earlier use included.</summary>
    public int? TireAge { get; init; }

    /// <summary>The status that slowed the lap most: green, yellow, virtual_safety_car, safety_car or red.</summary>
    public string? TrackStatus { get; init; }

    /// <summary>Whether the car entered the pit lane in this lap.</summary>
    public bool PitIn { get; init; }

    /// <summary>Whether the car left the pit lane in this lap.</summary>
    public bool PitOut { get; init; }

    /// <summary>False where the lap time was deleted; null where nobody says.</summary>
    public bool? Valid { get; init; }
}
