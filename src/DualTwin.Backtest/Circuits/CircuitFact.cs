namespace DualTwin.Backtest.Circuits;

/// <summary>What is publicly known of a circuit and needs no fit.</summary>
public sealed record CircuitFact
{
    /// <summary>Short name, as the official timing writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Length of a lap of the newest layout, m (FIA circuit maps).</summary>
    public required double LapLengthMetres { get; init; }

    /// <summary>Grands Prix of the recorded seasons that were run on it.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Other names of the circuit.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
