namespace DualTwin.RaceModel.Stops;

/// <summary>How a car's next tyre stop follows from what is known when it crosses the line: fitted trees. All sums are log-odds.</summary>
public sealed record StopModelFigures
{
    /// <summary>Names of the covariates, in the order in which the trees number them.</summary>
    public required IReadOnlyList<string> Covariates { get; init; }

    /// <summary>Log-odds of a stop at the end of the lap now driven.</summary>
    public required LogOddsFigures Next { get; init; }

    /// <summary>Log-odds of a stop at the end of a later lap, given none before it.</summary>
    public required LogOddsFigures Later { get; init; }

    /// <summary>Log-odds that the set fitted at the next stop is of a compound, each against all others, by <see cref="Belief.TyreCompound"/>'s value.</summary>
    public required IReadOnlyList<LogOddsFigures> Compounds { get; init; }
}
