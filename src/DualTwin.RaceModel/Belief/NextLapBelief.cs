namespace DualTwin.RaceModel.Belief;

/// <summary>A coming racing lap of a car on the set that it has now, with what it is made of.</summary>
public sealed record NextLapBelief
{
    /// <summary>Median, s.</summary>
    public required double MedianSeconds { get; init; }

    /// <summary>10th percentile, s.</summary>
    public required double P10Seconds { get; init; }

    /// <summary>90th percentile, s.</summary>
    public required double P90Seconds { get; init; }

    /// <summary>What of the median is due to the fuel on board against a race's mean fuel, s; null where unknown.</summary>
    public double? FuelSeconds { get; init; }

    /// <summary>What of it is due to the set of tyres against a new medium one, s; null where unknown.</summary>
    public double? TyreSeconds { get; init; }

    /// <summary>What of it is due to cars near it on the road, s; null where unknown.</summary>
    public double? TrafficSeconds { get; init; }

    /// <summary>How much slower than usual the track was for the cars that have just ended a lap, s; null where unknown.</summary>
    public double? TrackSeconds { get; init; }
}
