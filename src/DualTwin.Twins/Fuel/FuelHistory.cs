using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;

namespace DualTwin.Twins.Fuel;

/// <summary>What was measured of a car's fuel at its line crossings, kept because laps do not hold it.</summary>
internal sealed record FuelHistory
{
    public static readonly FuelHistory None = new();

    /// <summary>Newest measured mass at a crossing, kg; null before one was measured.</summary>
    public double? MassKg { get; private init; }

    /// <summary>Complete laps then.</summary>
    public int Lap { get; private init; }

    /// <summary>Fuel burnt in the laps that tell of the burn, kg.</summary>
    public double BurntKg { get; private init; }

    /// <summary>Those laps, neutralised ones as their share of a racing lap.</summary>
    public double Laps { get; private init; }

    /// <summary>Stretches of laps that they make up, each seen through two measurements.</summary>
    public int Stretches { get; private init; }

    /// <summary>Standard deviation of one measurement, kg.</summary>
    public double MeasurementKg { get; private init; }

    private bool LearnedLast { get; init; }

    /// <summary>Mass that <paramref name="car"/>'s source measures, kg; null where it measures none.</summary>
    public static double? Measured(CarState car)
    {
        var energy = car.Energy;
        var mass = energy.FuelMassKg ?? (energy.FuelLevel * (energy.FuelCapacityKg ?? FuelConstants.CapacityKg));
        return mass is { } kg && double.IsFinite(kg) && kg >= 0 ? kg : null;
    }

    /// <summary>How surely <paramref name="car"/>'s source measures it, kg (standard deviation): a mass is told finely, a level in percents.</summary>
    public static double MeasurementOf(CarState car) =>
        car.Energy.FuelMassKg is null ? FuelConstants.LevelMeasurementKg : FuelConstants.MassMeasurementKg;

    /// <summary>The history after the newest state of the car.</summary>
    public FuelHistory After(CarState car)
    {
        if (Measured(car) is not { } mass || car.Timing.LapsCompleted is not { } lap || (MassKg is not null && lap == Lap))
        {
            return this;
        }

        var next = this with { MassKg = mass, Lap = lap, MeasurementKg = MeasurementOf(car), LearnedLast = false };
        return MassKg is { } before && lap > Lap ? Learn(next, before - mass, Lap, car) : next;
    }

    /// <summary>
    /// Burn per racing lap, kg/lap: the field's, updated by the car's own laps, which scatter around its own burn; null without a lap.
    /// </summary>
    /// <param name="field">What other cars of the race burn.</param>
    public Estimate? Burn(Estimate field)
    {
        if (Laps <= 0)
        {
            return null;
        }

        var mean = BurntKg / Laps;
        var scatter = FuelConstants.LapScatterShare * mean;
        var variance = (scatter * scatter / Laps) + (2 * Stretches * MeasurementKg * MeasurementKg / (Laps * Laps));
        var (own, prior) = (1 / variance, 1 / (field.StandardDeviation * field.StandardDeviation));
        return new Estimate(((mean * own) + (field.Mean * prior)) / (own + prior), Math.Sqrt(1 / (own + prior)));
    }

    // More fuel than before means refuelling or a rewind: nothing about the burn. Nor does a lap through the pit lane.
    private FuelHistory Learn(FuelHistory next, double burntKg, int from, CarState car)
    {
        var laps = 0.0;
        for (var lap = from + 1; lap <= next.Lap; lap++)
        {
            laps += FuelModel.RacingShare(car, lap);
            if (lap <= car.Laps.Count && car.Laps[lap - 1] is { PitIn: true } or { PitOut: true })
            {
                return next;
            }
        }

        return burntKg <= 0 || laps <= 0 ? next : next with
        {
            BurntKg = BurntKg + burntKg,
            Laps = Laps + laps,
            Stretches = Stretches + (LearnedLast ? 0 : 1),
            LearnedLast = true,
        };
    }
}
