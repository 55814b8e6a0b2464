using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>Where a car is in the order and what its laps took, as the source says.</summary>
public sealed record CarTiming
{
    /// <summary>Nothing known.</summary>
    public static readonly CarTiming Unknown = new();

    /// <inheritdoc cref="Frames.CarUpdate.Position"/>
    public int? Position { get; init; }

    /// <summary>Complete laps, 0 or more; null until the source tells laps.</summary>
    public int? LapsCompleted { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.LastLapTime"/>
    public TimeSpan? LastLapTime { get; init; }

    /// <summary>Sector times of the last complete lap.</summary>
    public LapSectors LastLapSectors { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.LastLapPace"/>
    public SectorPace? LastLapPace { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.BestLapTime"/>
    public TimeSpan? BestLapTime { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.BestLap"/>
    public int? BestLap { get; init; }

    /// <summary>Sector times on display: those of the current lap, and of the last one until the current has its first.</summary>
    public LapSectors Sectors { get; init; }

    /// <summary>Colours of the sectors on display.</summary>
    public SectorPaces SectorPaces { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.GapToLeader"/>
    public Gap? GapToLeader { get; init; }

    /// <inheritdoc cref="Frames.CarUpdate.Interval"/>
    public Gap? Interval { get; init; }

    /// <summary>When the car last crossed the line (session time).</summary>
    public TimeSpan? LastCrossing { get; init; }
}
