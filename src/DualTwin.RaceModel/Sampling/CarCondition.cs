using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Sampling;

/// <summary>How things stand with a car at a crossing of the line, on the grid, or on its way round a lap.</summary>
public sealed record CarCondition
{
    /// <summary>Whether the car still takes part.</summary>
    public bool Running { get; init; } = true;

    /// <summary>Starting position, 1 or more; matters until the first lap is over.</summary>
    public required int GridPosition { get; init; }

    /// <summary>Complete laps.</summary>
    public int LapsCompleted { get; init; }

    /// <summary>Time of the last crossing since lights out, s.</summary>
    public double CrossedAtSeconds { get; init; }

    /// <summary>Part of the current lap behind the car, 0…1, at <see cref="RaceCondition.AtSeconds"/>; 0 where that is null.</summary>
    public double LapFraction { get; init; }

    /// <summary>Whether the car is in the pit lane for new tyres that it does not have yet.</summary>
    public bool Stopping { get; init; }

    /// <summary>Whether the car is in the pit lane with nothing more to do there.</summary>
    public bool LeavingPitLane { get; init; }

    /// <summary>Compound fitted.</summary>
    public required TyreCompound Compound { get; init; }

    /// <summary>Laps on the set.</summary>
    public int TyreAgeLaps { get; init; }

    /// <summary>Fuel in the tank, kg.</summary>
    public required double FuelKg { get; init; }

    /// <summary>Compounds used in the race before the one fitted.</summary>
    public ImmutableArray<TyreCompound> CompoundsUsed { get; init; } = [];

    /// <summary>Tyre stops made.</summary>
    public int StopsMade { get; init; }
}
