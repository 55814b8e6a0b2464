using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.History;

/// <summary>One complete lap of one car.</summary>
public sealed record LapRecord
{
    /// <summary>Number of the lap, 1 or more.</summary>
    public required int Lap { get; init; }

    /// <summary>When the car crossed the line at the end of the lap (session time of the message that said so).</summary>
    public TimeSpan? CompletedAt { get; init; }

    /// <summary>Lap time as the source says it; null where it says none (often lap 1).</summary>
    public TimeSpan? LapTime { get; init; }

    /// <summary>Sector times.</summary>
    public LapSectors Sectors { get; init; }

    /// <summary>Position at the end of the lap.</summary>
    public int? Position { get; init; }

    /// <summary>Gap to the leader at the end of the lap.</summary>
    public Gap? GapToLeader { get; init; }

    /// <summary>Relative compound the lap was driven on; the one the car left the line with.</summary>
    public Compound? Compound { get; init; }

    /// <summary>Laps on the set at the end of the lap, earlier use included.</summary>
    public int? TyreAge { get; init; }

    /// <summary>The status that slowed the lap most, of all that were shown during it.</summary>
    public TrackStatus? TrackStatus { get; init; }

    /// <summary>Whether the car entered the pit lane in this lap.</summary>
    public bool PitIn { get; init; }

    /// <summary>Whether the car left the pit lane in this lap.</summary>
    public bool PitOut { get; init; }

    /// <summary>False where the lap time was deleted; null where nobody says.</summary>
    public bool? Valid { get; init; }

    /// <summary>Time behind the car ahead on the road at the end of the lap, where known.</summary>
    public TimeSpan? Interval { get; init; }
}
