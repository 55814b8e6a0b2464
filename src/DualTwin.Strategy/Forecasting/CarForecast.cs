using System.Collections.Immutable;

namespace DualTwin.Strategy.Forecasting;

/// <summary>How a car's race is forecast to end: an estimate, from simulated races.</summary>
public sealed record CarForecast
{
    /// <summary>Identity of the car within the session.</summary>
    public required string CarId { get; init; }

    /// <summary>Place in the order now, 1 or more.</summary>
    public required int Position { get; init; }

    /// <summary>Probability of each place in the result, the first place first, cars that drop out included (0…1 each, 1 together).</summary>
    public required ImmutableArray<double> Places { get; init; }

    /// <summary>Probability of being classified, 0…1.</summary>
    public required double Classified { get; init; }

    /// <summary>Probability of being classified first, 0…1.</summary>
    public required double Win { get; init; }

    /// <summary>Probability of being classified among the first three, 0…1.</summary>
    public required double Podium { get; init; }

    /// <summary>Probability of being classified among the first ten, 0…1.</summary>
    public required double Points { get; init; }

    /// <summary>Expected place if classified, 1 or more; null where it is classified in no simulated race.</summary>
    public double? FinishMean { get; init; }

    /// <summary>10th percentile of that place.</summary>
    public int? FinishP10 { get; init; }

    /// <summary>Median of that place.</summary>
    public int? FinishMedian { get; init; }

    /// <summary>90th percentile of that place.</summary>
    public int? FinishP90 { get; init; }

    /// <summary>Expected state at the end of each coming lap, nearest first; a lap that it ends in no simulated race is missing.</summary>
    public required ImmutableArray<LapOutlook> Laps { get; init; }

    /// <summary>Probability to finish in front of each car of the forecast, in its order (0…1 each); 0 against itself.</summary>
    public required ImmutableArray<double> AheadOf { get; init; }
}
