using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>What readers know of a car when its simulation begins, and what they are told of it from then on.</summary>
internal sealed record CarTold
{
    /// <summary>Position; null where none was told.</summary>
    public int? Position { get; init; }

    /// <summary>Complete laps.</summary>
    public int Laps { get; init; }

    public TimeSpan? BestLapTime { get; init; }

    /// <summary>Times of the current lap's sectors that are over; null where not told.</summary>
    public LapSectors Sectors { get; init; }

    public bool InPit { get; init; }

    /// <summary>Index of the stint that runs; −1 where none was told.</summary>
    public int Stint { get; init; }

    /// <summary>Visits to the pit lane so far, one that is going on included.</summary>
    public int Visits { get; init; }

    /// <summary>Wear of the set, 0…1; null where not told.</summary>
    public double? Wear { get; init; }

    /// <summary>Temperature of the tyres, °C; null where not told.</summary>
    public Wheels? Temperature { get; init; }

    public bool TellsTyreAge { get; init; } = true;

    public bool TellsFuel { get; init; } = true;

    public bool TellsWear { get; init; } = true;

    public bool TellsTemperature { get; init; } = true;

    /// <summary>Whether speeds mean anything: not on a circuit of unknown length.</summary>
    public bool Speed { get; init; } = true;

    /// <summary>Whether the order is one on the road.</summary>
    public bool Racing { get; init; } = true;

    /// <summary>Whether gaps are told.</summary>
    public bool Gaps { get; init; } = true;

    /// <summary>Whether the car takes no more part: nothing but its position changes.</summary>
    public bool Idle { get; init; }
}
