namespace DualTwin.Storage.History;

/// <summary>A stint in the public schema. Null is unknown.</summary>
public sealed record StintRow
{
    /// <summary>The car.</summary>
    public required string CarId { get; init; }

    /// <summary>Number of the stint, 1 or more.</summary>
    public required int Stint { get; init; }

    /// <summary>Relative compound: soft, medium, hard, intermediate or wet.</summary>
    public string? Compound { get; init; }

    /// <summary>The compound as the source names it.</summary>
    public string? CompoundName { get; init; }

    /// <summary>Whether the set was new when fitted.</summary>
    public bool? New { get; init; }

    /// <summary>First lap of the stint.</summary>
    public int? StartLap { get; init; }

    /// <summary>Last lap of the stint; null while it runs.</summary>
    public int? EndLap { get; init; }

    /// <summary>Laps on the set when it was fitted.</summary>
    public int? AgeAtStart { get; init; }
}
