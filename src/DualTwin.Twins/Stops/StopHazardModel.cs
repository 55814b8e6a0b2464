using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Field;
using DualTwin.Twins.Tyres;

namespace DualTwin.Twins.Stops;

/// <summary>Probability of a tyre stop at the end of each coming lap, given none before.</summary>
internal static class StopHazardModel
{
    /// <summary>Most laps told: no Grand Prix is longer than 78, and a source that says more is not followed further.</summary>
    public const int Horizon = 80;

    /// <summary>Hazards from the lap now driven to the last but one; empty outside races and where laps, distance or tyre age are unknown.</summary>
    public static ImmutableArray<double> Estimate(CarState car, TyreBelief tyres, FieldContext context)
    {
        if (!context.IsRace || !car.Running || context.TotalLaps is not { } total || tyres.AgeLaps is not { } age
            || car.Timing.LapsCompleted is not { } done)
        {
            return [];
        }

        // A lapped car is flagged off as many laps early; a stop at the end of the last lap would be one after the flag.
        var left = total - done - (car.Timing.GapToLeader?.Laps ?? 0);
        var hazards = new double[Math.Clamp(left - 1, 0, Horizon)];
        var stopped = StopInProgress.JustMade(car);
        var situation = Situation(car, stopped ? tyres with { Compound = null } : tyres, context);
        var start = stopped ? 0 : age;
        var outlook = new NeutralisationOutlook(context);
        for (var i = 0; i < hazards.Length; i++)
        {
            hazards[i] = outlook.Probability(StopLogit.Green(start + i + 1, left - i - 1, situation), i);
        }

        if (hazards.Length > 0 && StopInProgress.EndsLap(car) is { } ending)
        {
            hazards[0] = ending;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(hazards);
    }

    private static StopSituation Situation(CarState car, TyreBelief tyres, FieldContext context)
    {
        var life = CompoundPriors.Life(context.Circuit, tyres.Compound);
        var slick = tyres.Compound is not { } compound || compound.IsSlick();
        return new StopSituation(
            life.Mean,
            Math.Max(life.StandardDeviation, 1),
            CompoundsUsed.OwesAnother(car) && context.Wet != true,
            !slick,
            tyres.Compound is not null && context.Wet is { } wet && wet == slick);
    }
}
