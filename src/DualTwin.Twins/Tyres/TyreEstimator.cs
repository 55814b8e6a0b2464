using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Field;
using DualTwin.Twins.Pace;

namespace DualTwin.Twins.Tyres;

/// <summary>The set of tyres on a car: slope, life and wear.</summary>
internal static class TyreEstimator
{
    // Measured wear comes in whole percents: the standard deviation of rounding is a step over the root of twelve.
    private const double WearRounding = 0.01 * 0.2886751345948129;

    // Laps ahead for which the chance of a lasting loss of pace is told: the public schema's horizon of near things.
    private const int DropHorizon = 5;

    /// <summary>Tyres of <paramref name="car"/>.</summary>
    public static TyreBelief Estimate(CarState car, PaceFit pace, FieldContext context)
    {
        var compound = car.Tyres.Compound?.ToTyre();
        var prior = CompoundPriors.Slope(context.Circuit, compound);
        var slope = pace.Slope ?? prior;
        var life = TyreLife.Estimate(context.Circuit, compound, slope, context.PitLossSeconds);
        var age = car.Tyres.Age is { } laps && laps >= 0 ? laps : (int?)null;
        var measured = Measured(car);
        return new TyreBelief
        {
            Compound = compound,
            AgeLaps = age,
            DegradationSecondsPerLap = slope,
            LifeLaps = life,
            Wear = measured is { } wear ? new Estimate(wear, WearRounding) : Modelled(age, life),
            WearPerLap = measured is { } used && age > 0 ? new Estimate(used / age.Value, WearRounding / age.Value) : Rate(life),
            WearMeasured = measured is not null,
            PaceDropProbability = context.Wet != true && compound is { } fitted && fitted.IsSlick() && age is { } driven
                ? context.PaceDrop?.Within(driven, DropHorizon, CompoundPriors.Life(context.Circuit, compound).Mean)
                : null,
        };
    }

    /// <summary>Mean wear that the source measures, 0…1; null where it measures none.</summary>
    public static double? Measured(CarState car)
    {
        var wear = car.Tyres.Wear ?? car.Tyres.WearByWheel?.Mean;
        return wear is { } share && double.IsFinite(share) ? Math.Clamp(share, 0, 1) : null;
    }

    private static Estimate? Modelled(int? age, Estimate life)
    {
        if (age is not { } laps)
        {
            return null;
        }

        var rate = Rate(life);
        return new Estimate(Math.Min(1, laps * rate.Mean), laps * rate.StandardDeviation);
    }

    // First order: the relative spread of 1/life is that of life.
    private static Estimate Rate(Estimate life) => new(1 / life.Mean, life.StandardDeviation / (life.Mean * life.Mean));
}
