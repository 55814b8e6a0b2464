using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Field;

namespace DualTwin.Twins.Fuel;

/// <summary>
/// Fuel in a car: measured where a source does, else from a burn model that ends the race with the reserve.
/// Equations: docs/models/twins.md.
/// </summary>
internal static class FuelModel
{
    // With less than this to go a target per lap says nothing that could still be driven to.
    private const double ShortestWayLaps = 0.5;

    /// <summary>Fuel of <paramref name="car"/>; null where nothing measures it and no race distance bounds it.</summary>
    /// <param name="car">The car.</param>
    /// <param name="history">What was measured of it.</param>
    /// <param name="context">The race.</param>
    /// <param name="field">Fuel burnt in this race's measured laps by all cars, kg, and those laps.</param>
    public static FuelBelief? Estimate(CarState car, FuelHistory history, FieldContext context, FieldBurn field)
    {
        var burn = history.Burn(field.Without(history).Prior(context.Circuit.FuelKgPerLap.Mean)) ?? context.Circuit.FuelKgPerLap;
        var capacity = car.Energy.FuelCapacityKg is { } tank && tank > 0 && double.IsFinite(tank) ? tank : FuelConstants.CapacityKg;
        if (FuelHistory.Measured(car) is { } measured)
        {
            var mass = new Estimate(Math.Min(measured, capacity), FuelHistory.MeasurementOf(car));
            var target = Target(car, mass, context);
            return new FuelBelief { MassKg = mass, BurnKgPerLap = burn, CapacityKg = capacity, Measured = true, TargetKgPerLap = target, SavingKgPerLap = Difference(burn, target) };
        }

        return Modelled(car, burn, context) is { } modelled
            ? new FuelBelief { MassKg = Clamp(modelled, capacity), BurnKgPerLap = burn, CapacityKg = capacity, TargetKgPerLap = Target(car, Clamp(modelled, capacity), context) }
            : null;
    }

    /// <summary>
    /// Fuel burnt in a lap as a share of a racing lap's. Drag makes the energy of a lap go with the square of speed, so a lap that takes
    /// r times as long burns 1/r² as much.
    /// </summary>
    public static double RacingShare(CarState car, int lap)
    {
        // Laps are numbered from 1 without holes in all but broken sources; then the share of a racing lap is the better guess.
        if (lap < 1 || lap > car.Laps.Count || car.Laps[lap - 1] is not { } record || record.Lap != lap)
        {
            return 1;
        }

        return Share(record);
    }

    // Fuel for the laps to go: from the part of the lap at which it was measured, to the reserve at the flag.
    private static Estimate? Target(CarState car, Estimate mass, FieldContext context)
    {
        if (context.FuelLaps is not { } distance || car.Timing.LapsCompleted is not { } done)
        {
            return null;
        }

        // A lapped car is flagged off as many laps early.
        var driven = car.Motion.LapFraction is { } part && double.IsFinite(part) ? Math.Clamp(part, 0, 1) : 0;
        var left = distance - done - (car.Timing.GapToLeader?.Laps ?? 0) - driven;
        if (left < ShortestWayLaps)
        {
            return null;
        }

        var (reserve, spread) = context.IsGame ? (0, 0) : (FuelConstants.ReserveKg, FuelConstants.ReserveSpreadKg);
        return new Estimate(Math.Max(0, mass.Mean - reserve) / left, Math.Sqrt((mass.StandardDeviation * mass.StandardDeviation) + (spread * spread)) / left);
    }

    private static Estimate? Difference(Estimate burn, Estimate? target) => target is { } t
        ? new Estimate(burn.Mean - t.Mean, Math.Sqrt((burn.StandardDeviation * burn.StandardDeviation) + (t.StandardDeviation * t.StandardDeviation)))
        : null;

    private static double Share(LapRecord record) => record.TrackStatus switch
    {
        TrackStatus.SafetyCar or TrackStatus.Red => 1 / (FuelConstants.SafetyCarLapRatio * FuelConstants.SafetyCarLapRatio),
        TrackStatus.VirtualSafetyCar => 1 / (FuelConstants.VirtualSafetyCarLapRatio * FuelConstants.VirtualSafetyCarLapRatio),
        _ => 1,
    };

    private static Estimate? Modelled(CarState car, Estimate burn, FieldContext context)
    {
        if (context.FuelLaps is not { } distance)
        {
            return null;
        }

        var done = Math.Clamp(car.Timing.LapsCompleted ?? 0, 0, distance);
        var saved = 0.0;
        foreach (var lap in car.Laps)
        {
            saved += lap.Lap <= done ? 1 - Share(lap) : 0;
        }

        // Nobody tells whether the team had counted on the fuel that neutralisations save: anything from none to all of it is alike.
        var left = distance - done;
        var surplus = burn.Mean * saved / 2;
        var spread = burn.StandardDeviation * left;
        var planned = burn.Mean * saved / Math.Sqrt(12);
        var variance = (spread * spread) + (planned * planned) + (FuelConstants.ReserveSpreadKg * FuelConstants.ReserveSpreadKg);
        return new Estimate(FuelConstants.ReserveKg + (burn.Mean * left) + surplus, Math.Sqrt(variance));
    }

    private static Estimate Clamp(Estimate mass, double capacity) => mass with { Mean = Math.Clamp(mass.Mean, 0, capacity) };
}
