using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;

namespace DualTwin.Twins.Fuel;

/// <summary>What was measured of a car's fuel, kept because laps do not hold it: the newest mass, and the burn learned between laps.</summary>
/// <param name="MassKg">Newest measured mass, kg.</param>
/// <param name="Lap">Complete laps then.</param>
/// <param name="Burn">Burn per racing lap learned so far, kg/lap; null before the first lap between two measurements.</param>
internal sealed record FuelHistory(double? MassKg, int? Lap, Estimate? Burn)
{
    public static readonly FuelHistory None = new(null, null, null);

    /// <summary>Mass that <paramref name="car"/>'s source measures, kg; null where it measures none.</summary>
    public static double? Measured(CarState car)
    {
        var energy = car.Energy;
        var mass = energy.FuelMassKg ?? (energy.FuelLevel * (energy.FuelCapacityKg ?? FuelConstants.CapacityKg));
        return mass is { } kg && double.IsFinite(kg) && kg >= 0 ? kg : null;
    }

    /// <summary>The history after the newest state of the car.</summary>
    public FuelHistory After(CarState car, Estimate burnPrior)
    {
        if (Measured(car) is not { } mass || car.Timing.LapsCompleted is not { } lap)
        {
            return this;
        }

        if (Lap is not { } from || MassKg is not { } before || lap < from)
        {
            return new FuelHistory(mass, lap, Burn);
        }

        return lap == from ? this : new FuelHistory(mass, lap, Learn(before - mass, from, lap, car, burnPrior));
    }

    // A conjugate normal update: the burn over some laps, seen through two rounded measurements.
    private Estimate? Learn(double burntKg, int from, int to, CarState car, Estimate prior)
    {
        var laps = 0.0;
        for (var lap = from + 1; lap <= to; lap++)
        {
            laps += FuelModel.RacingShare(car, lap);
        }

        // More fuel than before means refuelling or a rewind: nothing about the burn.
        if (burntKg <= 0 || laps <= 0)
        {
            return Burn;
        }

        var now = Burn ?? prior;
        var observed = Math.Sqrt(2) * FuelConstants.MeasurementKg / laps;
        var weight = 1 / (observed * observed);
        var precision = 1 / (now.StandardDeviation * now.StandardDeviation);
        var mean = ((now.Mean * precision) + (burntKg / laps * weight)) / (precision + weight);
        return new Estimate(mean, Math.Sqrt(1 / (precision + weight)));
    }
}
