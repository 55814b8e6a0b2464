using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Twins.Pace;

/// <summary>One car's laps explained.</summary>
internal sealed record PaceFit
{
    /// <summary>No lap learned from.</summary>
    public static readonly PaceFit None = new();

    /// <summary>Lap time in clean air on a new medium set with a race's mean fuel, s; null without a lap to learn from.</summary>
    public Estimate? Base { get; init; }

    /// <summary>Slope of the running stint, s per lap of age; null where no stint with a clean lap runs.</summary>
    public Estimate? Slope { get; init; }

    /// <summary>The coming racing laps on the set now fitted, the next one first; empty without a lap to learn from.</summary>
    public ImmutableArray<TrendLap> Coming { get; init; } = [];

    /// <summary>The next racing lap, fuel included, s.</summary>
    public Estimate? NextLap => Coming.IsEmpty ? null : Coming[0].Seconds;

    /// <summary>Now against clean air on a new medium set with the same fuel, s per lap.</summary>
    public Estimate? Delta { get; init; }

    /// <summary>Scatter of single laps, s.</summary>
    public double? LapNoiseSeconds { get; init; }

    /// <summary>What each stop under green cost, s, with the standard deviation of the measurement.</summary>
    public ImmutableArray<Estimate> StopLosses { get; init; } = [];

    /// <summary>Slopes of all stints with their compounds, for what they tell of the driver.</summary>
    public ImmutableArray<StintSlope> Slopes { get; init; } = [];
}
