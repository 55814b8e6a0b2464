using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Sampling;

/// <summary>One lap of one car in a sampled race.</summary>
public sealed record SampledLap
{
    /// <summary>Index of the car in <see cref="RaceParameters.Cars"/>.</summary>
    public required int Car { get; init; }

    /// <summary>Number of the lap, 1 or more.</summary>
    public required int Lap { get; init; }

    /// <summary>When it began, s since lights out.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>When the car crossed the line at its end, or stopped for good, s since lights out.</summary>
    public required double EndSeconds { get; init; }

    /// <summary>Compound the lap was driven on.</summary>
    public required TyreCompound Compound { get; init; }

    /// <summary>Laps on the set at the end of the lap.</summary>
    public required int TyreAgeLaps { get; init; }

    /// <summary>Fuel at the end of the lap, kg.</summary>
    public required double FuelKg { get; init; }

    /// <summary>The stop at whose entry the lap ends; null for none.</summary>
    public PitStop? PitIn { get; init; }

    /// <summary>The stop with which the lap begins; null for none.</summary>
    public PitStop? PitOut { get; init; }

    /// <summary>Part of the lap after which the car stopped for good, 0…1; null where it crossed the line.</summary>
    public double? RetiredAtFraction { get; init; }

    /// <summary>Time of the lap, s.</summary>
    public double LapSeconds => EndSeconds - StartSeconds;
}
