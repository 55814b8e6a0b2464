namespace DualTwin.Storage.History;

/// <summary>A tyre stop in the public schema: a visit to the pit lane that changed tyres. Times in seconds; null is unknown.</summary>
public sealed record StopRow
{
    /// <summary>The car.</summary>
    public required string CarId { get; init; }

    /// <summary>The lap in which the car entered the pit lane, 1 or more.</summary>
    public int? Lap { get; init; }

    /// <summary>Time in the pit lane, s.</summary>
    public double? LaneTime { get; init; }

    /// <summary>Time at standstill in the box, s.</summary>
    public double? StationaryTime { get; init; }

    /// <summary>Relative compound before the stop.</summary>
    public string? From { get; init; }

    /// <summary>Relative compound after the stop.</summary>
    public string? To { get; init; }

    /// <summary>Track status at entry.</summary>
    public string? TrackStatus { get; init; }

    /// <summary>Whether the session was suspended during the stop, so that it cost no time.</summary>
    public bool UnderRedFlag { get; init; }
}
