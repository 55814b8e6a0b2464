using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Frames;

/// <summary>What a source says of one stint of a car; null says nothing.</summary>
public sealed record StintUpdate
{
    /// <summary>Zero-based number of the stint within the session, in the source's count.</summary>
    public required int Index { get; init; }

    /// <summary>The compound's name as the source writes it, upper case, such as <c>HYPERSOFT</c>, <c>MEDIUM</c> or <c>C3</c>.</summary>
    public string? CompoundName { get; init; }

    /// <summary>Relative compound, where the source tells it by itself.</summary>
    public Compound? Compound { get; init; }

    /// <summary>Whether the set was new when fitted.</summary>
    public bool? New { get; init; }

    /// <summary>False where the source says that the pit visit which began this stint changed no tyres.</summary>
    public bool? TyresChanged { get; init; }

    /// <summary>Laps on the set when it was fitted, 0 or more.</summary>
    public int? AgeAtStart { get; init; }

    /// <summary>Laps on the set now, earlier use included.</summary>
    public int? Age { get; init; }

    /// <summary>First lap of the stint, 1 or more, where the source tells it.</summary>
    public int? StartLap { get; init; }

    /// <summary>Lap of the visit to the pit lane that began the stint, 1 or more, from sources that tell visits as wholes, before or after it.</summary>
    public int? VisitLap { get; init; }
}
