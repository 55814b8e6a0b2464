using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Twins.Cars;

namespace DualTwin.Twins.Fuel;

/// <summary>What all cars of a race were measured to burn.</summary>
/// <param name="BurntKg">Fuel burnt, kg.</param>
/// <param name="Laps">Racing laps in which it was.</param>
internal readonly record struct FieldBurn(double BurntKg, double Laps)
{
    /// <summary>The sum over <paramref name="cars"/>.</summary>
    public static FieldBurn Of(ImmutableArray<CarTwin> cars)
    {
        var (burnt, laps) = (0.0, 0.0);
        foreach (var car in cars)
        {
            burnt += car.Fuel.BurntKg;
            laps += car.Fuel.Laps;
        }

        return new FieldBurn(burnt, laps);
    }

    /// <summary>The same without one of the cars.</summary>
    public FieldBurn Without(FuelHistory car) => new(Math.Max(0, BurntKg - car.BurntKg), Math.Max(0, Laps - car.Laps));

    /// <summary>What to expect of another car, kg/lap: the circuit's burn, known widely, moved by what these cars burn.</summary>
    public Estimate Prior(double circuitKgPerLap)
    {
        var wide = FuelConstants.MeasuredPriorShare * circuitKgPerLap;
        var (mean, variance) = (circuitKgPerLap, wide * wide);
        if (Laps >= 1 && BurntKg > 0)
        {
            var seen = BurntKg / Laps;
            var scatter = FuelConstants.BetweenCarsShare * seen;
            var (own, prior) = (1 / (scatter * scatter), 1 / variance);
            (mean, variance) = (((seen * own) + (mean * prior)) / (own + prior), 1 / (own + prior));
        }

        var between = FuelConstants.BetweenCarsShare * mean;
        return new Estimate(mean, Math.Sqrt(variance + (between * between)));
    }
}
