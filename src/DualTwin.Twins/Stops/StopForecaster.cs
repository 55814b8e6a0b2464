using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DualTwin.RaceModel.Stops;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Field;
using DualTwin.Twins.Tyres;

namespace DualTwin.Twins.Stops;

/// <summary>
/// Forecasts the stops of the cars whose own state changed, and of all cars when one of them stopped or dropped out: a rival's stop is
/// news for everybody near it.
/// </summary>
internal static class StopForecaster
{
    // Laps ahead that the trees are asked about; between them the log-odds are interpolated, beyond the last they stay.
    private static readonly int[] Knots = [1, 2, 3, 4, 6, 9, 14, 20, 28, 38];

    private const int Compounds = 5;

    /// <summary>Brings the hazards of <paramref name="cars"/> up to date.</summary>
    public static void Renew(ImmutableArray<CarTwin> before, CarTwin[] cars, FieldContext context, StopModel? model)
    {
        var all = model is not null && Changed(before, cars);
        for (var i = 0; i < cars.Length; i++)
        {
            if (all || i >= before.Length || !ReferenceEquals(before[i].Stops, cars[i].Stops))
            {
                cars[i] = cars[i] with { Belief = With(cars, i, context, model) };
            }
        }
    }

    /// <summary>Laps to go for a car, a lapped one being flagged off early; null where hazards make no sense.</summary>
    public static int? LapsLeft(CarTwin twin, FieldContext context) =>
        context.IsRace && twin.Source.Running && context.TotalLaps is { } total && twin.Source.Timing.LapsCompleted is { } done
            ? total - done - (twin.Source.Timing.GapToLeader?.Laps ?? 0)
            : null;

    /// <summary>Usual life of the set on a car, laps.</summary>
    public static double LifeLaps(CarTwin twin, FieldContext context) => Math.Max(1, CompoundPriors.Life(context.Circuit, twin.Stops.Compound).Mean);

    private static bool Changed(ImmutableArray<CarTwin> before, CarTwin[] cars)
    {
        if (before.Length != cars.Length)
        {
            return true;
        }

        for (var i = 0; i < cars.Length; i++)
        {
            if (before[i].Stops.Made.Length != cars[i].Stops.Made.Length || before[i].Source.Running != cars[i].Source.Running)
            {
                return true;
            }
        }

        return false;
    }

    private static RaceModel.Belief.CarBelief With(CarTwin[] cars, int index, FieldContext context, StopModel? model)
    {
        var twin = cars[index];
        if (model is null || LapsLeft(twin, context) is not { } left || left <= 1)
        {
            return twin.Belief with { StopHazard = StopHazardModel.Estimate(twin.Source, twin.Belief.Tyres, context), NextCompound = [] };
        }

        var hazards = new double[Math.Min(left - 1, StopHazardModel.Horizon)];
        var life = LifeLaps(twin, context);
        var covariates = StopCovariateReader.Read(cars, index, context, left, life);
        hazards[0] = StopInProgress.EndsLap(twin.Source) ?? NeutralisedStops.Probability(model.Next(covariates));
        var compounds = new double[Compounds];
        model.Compounds(covariates, compounds);
        WriteLater(hazards, covariates, life, model);
        return twin.Belief with
        {
            StopHazard = ImmutableCollectionsMarshal.AsImmutableArray(hazards),
            NextCompound = ImmutableCollectionsMarshal.AsImmutableArray(compounds),
        };
    }

    private static void WriteLater(Span<double> hazards, in StopCovariates covariates, double life, StopModel model)
    {
        Span<StopCovariates> rows = stackalloc StopCovariates[Knots.Length];
        Span<double> logits = stackalloc double[Knots.Length];
        var asked = 0;
        for (var last = 0; asked < rows.Length && last < hazards.Length - 1; asked++)
        {
            last = Math.Min(Knots[asked], hazards.Length - 1);
            rows[asked] = covariates;
            rows[asked].SetHorizon(last, life);
        }

        if (asked == 0)
        {
            return;
        }

        model.Later(MemoryMarshal.Cast<StopCovariates, double>(rows[..asked]), StopCovariates.HorizonEnd, logits[..asked]);
        Interpolate(hazards, logits[..asked]);
    }

    private static void Interpolate(Span<double> hazards, ReadOnlySpan<double> logits)
    {
        var (lastKnot, lastLogit) = (0, 0.0);
        for (var i = 0; i < logits.Length; i++)
        {
            var at = Math.Min(Knots[i], hazards.Length - 1);
            for (var k = lastKnot + 1; k <= at; k++)
            {
                var share = lastKnot == 0 ? 1 : (double)(k - lastKnot) / (at - lastKnot);
                hazards[k] = NeutralisedStops.Probability(lastLogit + (share * (logits[i] - lastLogit)));
            }

            (lastKnot, lastLogit) = (at, logits[i]);
        }

        for (var k = lastKnot + 1; k < hazards.Length; k++)
        {
            hazards[k] = NeutralisedStops.Probability(lastLogit);
        }
    }
}
