using DualTwin.RaceModel.Laps;

namespace DualTwin.RaceModel.Stops;

/// <summary>Fitted trees for a probability: its log-odds are <see cref="Offset"/> + <see cref="Slope"/> · the sum of the trees.</summary>
public sealed record LogOddsFigures
{
    /// <summary>The trees.</summary>
    public required TreeFigures Trees { get; init; }

    /// <summary>By how much the sum is believed: under 1 where trees say more of the races they were fitted on than of others.</summary>
    public required double Slope { get; init; }

    /// <summary>What is added to it.</summary>
    public required double Offset { get; init; }
}
