namespace DualTwin.RaceModel.Laps;

/// <summary>
/// How a car's next racing lap follows from what is known when it crosses the line: fitted trees for its median and its spread. All times are
/// differences to a reference lap, mostly the one just driven, in seconds per <see cref="ReferenceSeconds"/> of it.
/// </summary>
public sealed record NextLapFigures
{
    /// <summary>Length of lap to which times are brought, s, so that circuits can be compared.</summary>
    public const double ReferenceSeconds = 90;

    /// <summary>Names of the covariates, in the order in which the trees number them.</summary>
    public required IReadOnlyList<string> Covariates { get; init; }

    /// <summary>Median of the next lap less the reference.</summary>
    public required TreeFigures Median { get; init; }

    /// <summary>Mean natural logarithm of the distance of a lap from that median.</summary>
    public required TreeFigures LogSpread { get; init; }

    /// <summary>10th percentile of the next lap less the median, in units of the spread; negative.</summary>
    public required double LowQuantile { get; init; }

    /// <summary>90th percentile of the next lap less the median, in units of the spread; positive.</summary>
    public required double HighQuantile { get; init; }
}
