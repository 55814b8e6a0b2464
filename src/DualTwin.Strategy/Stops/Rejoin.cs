using System.Collections.Immutable;

namespace DualTwin.Strategy.Stops;

/// <summary>Where a car comes back among the running cars if it stops at the end of the lap it is on: its place at the end of its out lap.</summary>
public sealed record Rejoin
{
    /// <summary>Probability of each place, the first being place 1; they sum to 1.</summary>
    public required ImmutableArray<double> Places { get; init; }

    /// <summary>Expected place, 1 or more.</summary>
    public required double Mean { get; init; }

    /// <summary>10th percentile of the place.</summary>
    public required int P10 { get; init; }

    /// <summary>Median of the place.</summary>
    public required int Median { get; init; }

    /// <summary>90th percentile of the place.</summary>
    public required int P90 { get; init; }

    /// <summary>The car that it most probably comes back right behind; null where it leads.</summary>
    public string? AheadCarId { get; init; }

    /// <summary>Expected time behind that car at the end of the out lap, s; null without such a car.</summary>
    public double? AheadGapSeconds { get; init; }

    /// <summary>The car that it most probably comes back right ahead of; null where it is last.</summary>
    public string? BehindCarId { get; init; }

    /// <summary>Expected time that car is behind at the end of the out lap, s; null without such a car.</summary>
    public double? BehindGapSeconds { get; init; }
}
