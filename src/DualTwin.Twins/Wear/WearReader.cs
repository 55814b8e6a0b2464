using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DualTwin.RaceModel.Belief;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Field;
using DualTwin.Twins.Pace;

namespace DualTwin.Twins.Wear;

/// <summary>Tells how measured wear goes on.</summary>
internal static class WearReader
{
    /// <summary>Renews what is told of the cars that have been measured at another crossing.</summary>
    public static void Read(ImmutableArray<CarTwin> before, CarTwin[] cars, FieldContext context)
    {
        WearRates? rates = null;
        for (var i = 0; i < cars.Length; i++)
        {
            var known = i < before.Length ? before[i].Wear : WearHistory.None;
            if (!ReferenceEquals(known, cars[i].Wear) && cars[i].Wear.Wear is not null)
            {
                rates ??= new WearRates(cars, context.WearShape);
                cars[i] = With(cars[i], rates.Of(i), context);
            }
        }
    }

    /// <summary>Tyres read again between two crossings, with what was told at the last one; another set forgets it.</summary>
    public static TyreBelief Keep(TyreBelief before, TyreBelief now) =>
        !before.WearAhead.IsEmpty && now.WearMeasured && now.Compound == before.Compound && now.Wear is { } wear && before.Wear is { } was && wear.Mean >= was.Mean
            ? now with { WearAhead = before.WearAhead, WearPerLap = before.WearPerLap }
            : now;

    private static CarTwin With(CarTwin car, Estimate? rate, FieldContext context)
    {
        if (rate is not { } logarithm || car.Belief.Tyres is not { WearMeasured: true, Wear: { } wear })
        {
            return car with { Belief = car.Belief with { Tyres = car.Belief.Tyres with { WearAhead = [] } } };
        }

        var ahead = Ahead(logarithm, wear, car.Wear.Age, context.WearShape);
        var next = Math.Exp(logarithm.Mean + context.WearShape.At(car.Wear.Age, firstOfRace: false));
        return car with
        {
            Belief = car.Belief with
            {
                Tyres = car.Belief.Tyres with { WearAhead = ahead, WearPerLap = new Estimate(next, next * logarithm.StandardDeviation) },
            },
        };
    }

    // The rate is the same unknown in every lap, the scatter of single laps another one each time.
    private static ImmutableArray<Estimate> Ahead(Estimate rate, Estimate wear, int age, WearShape shape)
    {
        var ahead = new Estimate[PaceConstants.LapsAhead];
        var (added, scatter) = (0.0, wear.StandardDeviation * wear.StandardDeviation);
        for (var i = 0; i < ahead.Length; i++)
        {
            var lap = Math.Exp(rate.Mean + shape.At(age + i, firstOfRace: false));
            added += lap;
            scatter += lap * lap * shape.LapSpread * shape.LapSpread;
            var unsure = added * rate.StandardDeviation;
            ahead[i] = new Estimate(Math.Min(1, wear.Mean + added), Math.Sqrt(scatter + (unsure * unsure)));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ahead);
    }
}
