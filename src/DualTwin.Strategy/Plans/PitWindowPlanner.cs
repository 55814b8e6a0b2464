using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Strategy.Duels;
using DualTwin.Strategy.Stops;
using MathNet.Numerics.Distributions;

namespace DualTwin.Strategy.Plans;

/// <summary>Plans the next stop of a car: closed forms of the race's tyre cost. Equations: docs/models/strategy.md.</summary>
public static class PitWindowPlanner
{
    private const double Median = 0.5;

    // So many standard deviations below zero the mean of what is above it is deviation / distance, to one in a hundred.
    private const double FarBelow = -10;

    /// <summary>The plan for <paramref name="car"/>, every part null where it cannot be told.</summary>
    public static PitPlan Plan(RaceBelief race, CarBelief car)
    {
        var plan = new PitPlan
        {
            TyreLifeRemainingLaps = TyreLife(car.Tyres),
            FuelLapsRemaining = FuelLaps(car.Fuel),
        };
        return StopForecast.Of(race, car) is { Any: >= Median } stops ? WithStop(plan, race, car, stops) : plan;
    }

    private static PitPlan WithStop(PitPlan plan, RaceBelief race, CarBelief car, StopForecast stops)
    {
        var lap = car.LapsCompleted!.Value + 1;
        plan = plan with { PredictedLap = lap + stops.Quantile(Median) };
        if (race.Circuit is not { } circuit || race.StopScatterSeconds is not { } scatter || car.Tyres.AgeLaps is not { } age
            || Best(race, circuit, car, age, stops) is not { } best)
        {
            return plan;
        }

        // Two laps whose costs differ by less than the scatter of a stop cannot be told apart.
        var half = Math.Sqrt(2 * scatter / best.Curvature);
        var latest = Math.Max(1, Math.Min(stops.Laps, car.Tyres.LifeLaps.P90 - age));
        var target = Math.Clamp(best.Laps, 1, latest);
        return plan with
        {
            BestLap = AtEndOf(lap, target),
            WindowFirstLap = AtEndOf(lap, Math.Clamp(best.Laps - half, 1, latest)),
            WindowLastLap = AtEndOf(lap, Math.Clamp(best.Laps + half, 1, latest)),
        };
    }

    // Laps from now at whose end a stop costs least when k equal stints follow it, and the second derivative of the cost there.
    private static (double Laps, double Curvature)? Best(RaceBelief race, CircuitProfile circuit, CarBelief car, int age, StopForecast stops)
    {
        var stints = Math.Max(1, stops.MostProbable().Stops);
        var left = race.TotalLaps!.Value - car.LapsCompleted!.Value;
        var wet = race.Wet == true;
        var nextOffset = FreshTyre.Offset(circuit, car.Tyres.Compound, wet).Mean;
        var nextSlope = Math.Max(0, FreshTyre.Slope(circuit, car.Tyres.Compound, wet));
        var nowOffset = car.Tyres.Compound is { } compound ? circuit.Of(compound).PaceOffsetSeconds : nextOffset;
        var nowSlope = Ageing(car.Tyres.DegradationSecondsPerLap);
        var curvature = nowSlope + (nextSlope / stints);
        return curvature > 0
            ? (((nextSlope * left / stints) + nextOffset - nowOffset - (nowSlope * age)) / curvature, curvature)
            : null;
    }

    // Rubber does not get faster with age: where laps say so, the track got faster, or the driver. What is left of the estimate above zero is
    // what the set costs, so that a slope near nothing makes a late and wide window rather than none.
    private static double Ageing(Estimate slope)
    {
        if (slope.StandardDeviation <= 0)
        {
            return Math.Max(0, slope.Mean);
        }

        var z = slope.Mean / slope.StandardDeviation;
        var above = Normal.CDF(0, 1, z);
        return z < FarBelow ? -slope.StandardDeviation / z : slope.Mean + (slope.StandardDeviation * Normal.PDF(0, 1, z) / above);
    }

    private static int AtEndOf(int currentLap, double lapsFromNow) => currentLap + (int)Math.Round(lapsFromNow, MidpointRounding.AwayFromZero) - 1;

    private static Estimate? TyreLife(TyreBelief tyres) => tyres.AgeLaps is { } age
        ? tyres.LifeLaps with { Mean = Math.Max(0, tyres.LifeLaps.Mean - age) }
        : null;

    // First order for the ratio of two independent estimates.
    private static Estimate? FuelLaps(FuelBelief? fuel)
    {
        if (fuel is not { BurnKgPerLap.Mean: > 0 })
        {
            return null;
        }

        var laps = fuel.MassKg.Mean / fuel.BurnKgPerLap.Mean;
        var mass = fuel.MassKg.StandardDeviation / fuel.BurnKgPerLap.Mean;
        var burn = laps * fuel.BurnKgPerLap.StandardDeviation / fuel.BurnKgPerLap.Mean;
        return new Estimate(laps, Math.Sqrt((mass * mass) + (burn * burn)));
    }
}
