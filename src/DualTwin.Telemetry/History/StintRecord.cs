using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.History;

/// <summary>The laps of one car on one set of tyres.</summary>
public sealed record StintRecord
{
    /// <summary>Number of the stint, 1 or more.</summary>
    public required int Stint { get; init; }

    /// <summary>Relative compound.</summary>
    public Compound? Compound { get; init; }

    /// <summary>The compound as the source names it, upper case.</summary>
    public string? CompoundName { get; init; }

    /// <summary>Whether the set was new when fitted.</summary>
    public bool? New { get; init; }

    /// <summary>First lap of the stint: the lap in which the car left the pit lane, 1 for the first stint of a race.</summary>
    public int? StartLap { get; init; }

    /// <summary>Last lap of the stint: the lap in which the car entered the pit lane; null while it runs.</summary>
    public int? EndLap { get; init; }

    /// <summary>Laps on the set when it was fitted, 0 or more.</summary>
    public int? AgeAtStart { get; init; }
}
