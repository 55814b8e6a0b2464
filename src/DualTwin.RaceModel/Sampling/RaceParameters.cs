using System.Collections.Immutable;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Sampling;

/// <summary>What stays the same through a sampled race.</summary>
public sealed record RaceParameters
{
    /// <summary>Figures of the circuit.</summary>
    public required CircuitProfile Circuit { get; init; }

    /// <summary>Figures that hold wherever a race is run.</summary>
    public required FieldFigures Field { get; init; }

    /// <summary>Race distance in laps, 1 or more.</summary>
    public required int Laps { get; init; }

    /// <summary>Cars, in the order in which <see cref="RaceCondition.Cars"/> has them too.</summary>
    public required ImmutableArray<CarParameters> Cars { get; init; }

    /// <summary>Whether the weather may change; false keeps it as it is at the beginning.</summary>
    public bool WeatherChanges { get; init; } = true;

    /// <summary>Fuel at half of the race distance, kg: what <see cref="CarParameters.CleanAirPaceSeconds"/> is stated for.</summary>
    public double MeanFuelKg => Circuit.FuelKgPerLap.Mean * Laps / 2;
}
