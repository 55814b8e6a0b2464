using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.History;

/// <summary>One visit to the pit lane. It is a stop only where tyres were changed.</summary>
public sealed record PitVisit
{
    /// <summary>The lap in which the car entered, 1 or more; null where no source tells laps.</summary>
    public int? Lap { get; init; }

    /// <summary>The lap in which the car left, 1 or more; null while it is in the lane.</summary>
    public int? ExitLap { get; init; }

    /// <summary>Session time of entering the lane.</summary>
    public TimeSpan? EnteredAt { get; init; }

    /// <summary>Session time of leaving the lane; null while the car is in it.</summary>
    public TimeSpan? LeftAt { get; init; }

    /// <summary>Time in the pit lane.</summary>
    public TimeSpan? LaneTime { get; init; }

    /// <summary>Time at standstill in the box.</summary>
    public TimeSpan? StationaryTime { get; init; }

    /// <summary>Whether tyres were changed; null while no source has said.</summary>
    public bool? TyresChanged { get; init; }

    /// <summary>Compound before the visit.</summary>
    public Compound? From { get; init; }

    /// <summary>Compound after the visit.</summary>
    public Compound? To { get; init; }

    /// <summary>Track status at entry.</summary>
    public TrackStatus? TrackStatus { get; init; }

    /// <summary>Whether the session was suspended during the visit: tyres changed under a red flag cost no time.</summary>
    public bool UnderRedFlag { get; init; }
}
