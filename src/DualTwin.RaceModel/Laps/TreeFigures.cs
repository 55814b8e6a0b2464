namespace DualTwin.RaceModel.Laps;

/// <summary>A fitted <see cref="BoostedTrees"/> as the data file holds it.</summary>
public sealed record TreeFigures
{
    /// <summary>What the sum starts from.</summary>
    public required double Start { get; init; }

    /// <summary>The trees as text, in the order in which they were fitted.</summary>
    public required IReadOnlyList<string> Trees { get; init; }
}
