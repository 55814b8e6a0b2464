using System.Collections.Immutable;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sources.Simulator;

/// <summary>What the simulator runs. Checked when a source is made from it.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Most cars that the simulator has entrants for.</summary>
    public const int LargestField = 24;

    /// <summary>A circuit by any of its names. The default is Baku.</summary>
    public string Circuit { get; init; } = "Baku";

    /// <summary>Number of cars, 2…24. The default is 20.</summary>
    public int Cars { get; init; } = 20;

    /// <summary>Race distance in laps, 1…200; null for the circuit's own.</summary>
    public int? Laps { get; init; }

    /// <summary>Seed of the first race; each further race takes the next one. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Session time per clock time, above 0 up to 1000; null to run as fast as frames are taken. The default is 1.</summary>
    public double? SpeedFactor { get; init; } = 1;

    /// <summary>Frames per second of session time, 1…60. The default is 5.</summary>
    public double UpdateHz { get; init; } = 5;

    /// <summary>Number of races after which the source ends, 1 or more; null to go on for ever.</summary>
    public int? Races { get; init; }

    /// <summary>Whether the weather may change within a race. The default is true.</summary>
    public bool WeatherChanges { get; init; } = true;

    /// <summary>Where the first race goes on otherwise than its seed alone would have it. The default is nowhere.</summary>
    public ImmutableArray<RaceTurn> Turns { get; init; } = [];

    /// <summary>What is wrong with the options, one sentence each that names the option, its value and what was expected.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(RaceModel.Circuits.CircuitCatalogue.Find(Circuit)?.LapLengthMetres is not null, nameof(Circuit), Circuit, "the name of a known circuit");
        Check(Cars is >= 2 and <= LargestField, nameof(Cars), Cars, $"2 to {LargestField}");
        Check(Laps is null or (>= 1 and <= 200), nameof(Laps), Laps, "1 to 200, or none for the circuit's own distance");
        Check(SpeedFactor is null or (> 0 and <= 1000), nameof(SpeedFactor), SpeedFactor, "above 0 up to 1000, or none for the fastest");
        Check(UpdateHz is >= 1 and <= 60, nameof(UpdateHz), UpdateHz, "1 to 60");
        Check(Races is null or >= 1, nameof(Races), Races, "1 or more, or none to go on for ever");
        return problems;

        void Check(bool right, string option, object? value, string expected)
        {
            if (!right)
            {
                problems.Add($"{option} is {value}; expected {expected}.");
            }
        }
    }
}
