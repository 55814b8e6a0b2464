using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Field;
using DualTwin.Twins.Pace;
using DualTwin.Twins.Tyres;
using MathNet.Numerics.Distributions;

namespace DualTwin.Twins.Behaviour;

/// <summary>Tendencies of a driver and team from this session's evidence, shrunk towards the field; docs/models/twins.md has the fit.</summary>
internal static class BehaviourEstimator
{
    // Early or late stops: spread between drivers of the mean place of a stop among the circuit's stints, and its worth in stops.
    private const double TimingSpread = 0.041;
    private const double TimingPriorStops = 36;

    // Defence: share of attacks that win the place, its spread between cars within a race, and its worth in attacks.
    private const double PlaceLostShare = 0.153;
    private const double DefenceSpread = 0.105;
    private const double DefencePriorAttacks = 11.2;

    /// <summary>Tendencies of <paramref name="car"/>; null where there is no evidence of any.</summary>
    public static BehaviourBelief? Estimate(CarState car, PaceFit pace, DefenceRecord defence, FieldContext context, double slopeShift)
    {
        if (!context.IsRace)
        {
            return null;
        }

        var belief = new BehaviourBelief
        {
            UndercutTendency = Timing(car, context.Circuit),
            AggressiveDefence = defence.Attacks == 0
                ? null
                : Tendency.Shrunk((PlaceLostShare * defence.Attacks) - defence.Lost, defence.Attacks, DefencePriorAttacks, DefenceSpread),
            TyreManagement = Tyres(pace, slopeShift),
        };
        return belief.UndercutTendency is null && belief.AggressiveDefence is null && belief.TyreManagement is null ? null : belief;
    }

    private static Estimate? Timing(CarState car, CircuitProfile circuit)
    {
        var count = 0;
        var sum = 0.0;
        foreach (var visit in car.PitVisits)
        {
            if (visit.TyresChanged == true && !visit.UnderRedFlag && Lateness(car, visit, circuit) is { } late)
            {
                count++;
                sum += 0.5 - late;
            }
        }

        return count == 0 ? null : Tendency.Shrunk(sum, count, TimingPriorStops, TimingSpread);
    }

    // Place of the stop among the circuit's stints on that compound, 0 earliest … 1 latest. Stops under a neutralisation are bargains, not habits.
    private static double? Lateness(CarState car, PitVisit visit, CircuitProfile circuit)
    {
        if (visit.TrackStatus is TrackStatus.VirtualSafetyCar or TrackStatus.SafetyCar or TrackStatus.Red || visit.Lap is not { } lap
            || lap < 1 || lap > car.Laps.Count || car.Laps[lap - 1] is not { TyreAge: { } age, Compound: { } compound } || !compound.ToTyre().IsSlick())
        {
            return null;
        }

        var life = circuit.Of(compound.ToTyre()).LifeLaps;
        return Normal.CDF(life.Mean, Math.Max(1, life.StandardDeviation), age);
    }

    // What the stints themselves said of the slope, their priors taken out again, against what the field's did.
    private static Estimate? Tyres(PaceFit pace, double slopeShift)
    {
        const double Population = PaceConstants.SlopeBetweenCars;
        var information = 0.0;
        var sum = 0.0;
        foreach (var stint in pace.Slopes)
        {
            var weight = stint.Information;
            information += weight;
            sum += weight * (stint.EvidenceShift - slopeShift);
        }

        if (information <= 0)
        {
            return null;
        }

        var precision = information + (1 / (Population * Population));
        return Tendency.Place(-sum / precision, 1 / precision, Population);
    }
}
