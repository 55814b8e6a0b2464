using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Sampling;

/// <summary>A race as the twins believe it to stand, ready to be sampled on from.</summary>
/// <param name="Parameters">What stays the same. Cars are those of the belief, in its order.</param>
/// <param name="Condition">How it stands; time zero is the moment of the belief, on the grid lights out.</param>
/// <param name="GapsSeconds">
/// Time of each car behind the first at equal place, s: the belief's where it agrees with the order, else from the place on the lap;
/// null for cars out of the race, on the grid and outside races.
/// </param>
public sealed record BeliefCondition(RaceParameters Parameters, RaceCondition Condition, ImmutableArray<double?> GapsSeconds)
{
    // Pooled paces and laps outside these are no circuit's, but garbage of a source.
    internal const double ShortestLapSeconds = 20;
    internal const double LongestLapSeconds = 600;
    private const int MostTyreLaps = 200;
    private const double LargestWearFactor = 4;

    private static readonly ImmutableHashSet<string> EmptySet = [];

    /// <summary>
    /// The race of <paramref name="belief"/>. What the belief does not know is drawn from what races are like; what it holds that
    /// cannot be (no number, a pace of no car) counts as unknown.
    /// </summary>
    /// <param name="belief">What the twins believe.</param>
    /// <param name="field">What fields and races are like.</param>
    /// <param name="seed">Which of the possible values the unknown ones take.</param>
    /// <param name="freshTyres">Cars in the pit lane that have their new tyres already; the others there are still to get them.</param>
    /// <exception cref="ArgumentException">The belief has no cars.</exception>
    public static BeliefCondition From(RaceBelief belief, FieldFigures field, ulong seed, IReadOnlySet<string>? freshTyres = null)
    {
        if (belief.Cars.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A race needs at least one car; the belief has none.", nameof(belief));
        }

        var random = new SeededRandom(seed);
        var circuit = CircuitOf(belief);
        var onGrid = belief is { IsRace: true, Underway: false, LeaderLap: <= 0 };
        var order = BeliefOrder.Of(belief, circuit, onGrid, random);
        var laps = Math.Max(belief.TotalLaps ?? circuit.RaceLaps, Math.Max(1, Math.Max(belief.LeaderLap, order.LeaderLap)));
        var paces = new BeliefPace(belief, circuit, field);
        var parameters = new RaceParameters
        {
            Circuit = circuit,
            Field = field,
            Laps = laps,
            Cars = [.. belief.Cars.Select(car => ParametersOf(car, paces.Of(car, random), circuit, random))],
        };
        var condition = new RaceCondition
        {
            AtSeconds = onGrid ? null : 0,
            Wetness = Wetness(belief, random),
            Raining = belief.Wet == true,
            Caution = belief.IsRace && !onGrid ? CautionOf(belief, circuit, field, random) : null,
            Cars = [.. belief.Cars.Select((car, i) => ConditionOf(car, order, i, parameters, belief, freshTyres ?? EmptySet, random))],
        };
        return new BeliefCondition(parameters, condition, order.Gaps);
    }

    internal static double? Plausible(Estimate? pace) =>
        pace is { Mean: >= ShortestLapSeconds and <= LongestLapSeconds } known ? known.Mean : null;

    // The belief's own figures where it has any: its pit losses, and the pace of this field for the reference lap.
    private static CircuitProfile CircuitOf(RaceBelief belief)
    {
        var circuit = belief.Circuit ?? CircuitCatalogue.Find(belief.CircuitName) ?? CircuitCatalogue.Generic;
        var paces = belief.Cars.Select(c => Plausible(c.CleanAirPaceSeconds)).OfType<double>().Order().ToArray();
        return circuit with
        {
            ReferenceLapSeconds = paces.Length == 0 ? circuit.ReferenceLapSeconds : paces[paces.Length / 2],
            PitLossSeconds = Positive(belief.PitLossSeconds) ?? circuit.PitLossSeconds,
            PitLossSafetyCarSeconds = Positive(belief.PitLossSafetyCarSeconds) ?? circuit.PitLossSafetyCarSeconds,
            PitLossVirtualSafetyCarSeconds = Positive(belief.PitLossVirtualSafetyCarSeconds) ?? circuit.PitLossVirtualSafetyCarSeconds,
        };
    }

    private static CarParameters ParametersOf(CarBelief car, double pace, CircuitProfile circuit, SeededRandom random)
    {
        var prior = circuit.Of(car.Tyres.Compound ?? TyreCompound.Medium).DegradationSecondsPerLap.Mean;
        var wear = StartingField.WearFactor(random);
        var known = car.Tyres.Compound is not null && prior > 0 && double.IsFinite(car.Tyres.DegradationSecondsPerLap.Mean);
        return new CarParameters
        {
            CarId = car.CarId,
            CleanAirPaceSeconds = pace,
            LapNoiseSeconds = car.LapNoiseSeconds is > 0 and < LongestLapSeconds and { } noise ? noise : circuit.LapNoiseSeconds,
            TyreWearFactor = known ? Math.Clamp(car.Tyres.DegradationSecondsPerLap.Mean / prior, 0, LargestWearFactor) : wear,
        };
    }

    private static CarCondition ConditionOf(
        CarBelief car, BeliefOrder order, int index, RaceParameters race, RaceBelief belief, IReadOnlySet<string> freshTyres, SeededRandom random)
    {
        var driven = order.Laps[index];
        var (laps, fraction) = ((int)driven, driven - (int)driven);
        var compound = car.Tyres.Compound
            ?? (belief.Wet == true ? TyreCompound.Intermediate : StartingField.StartCompound(race.Field, random));
        var burn = Math.Max(0, race.Circuit.FuelKgPerLap.Mean + (race.Circuit.FuelKgPerLap.StandardDeviation * random.NextNormal()));
        var likelyAge = (int)(random.NextDouble() * Math.Min(laps + 1, race.Circuit.Of(compound).LifeLaps.Mean));
        var changesTyres = !freshTyres.Contains(car.CarId);
        var fuel = belief.IsRace ? burn * Math.Max(0, race.Laps - driven) : race.MeanFuelKg;
        return new CarCondition
        {
            Running = car.Running,
            GridPosition = order.Places[index] + 1,
            LapsCompleted = laps,
            LapFraction = fraction,
            CrossedAtSeconds = -fraction * race.Cars[index].CleanAirPaceSeconds,
            Stopping = belief.IsRace && car.Running && car.InPitLane && changesTyres && driven > 0,
            LeavingPitLane = belief.IsRace && car.Running && car.InPitLane && !changesTyres && driven > 0,
            Compound = compound,
            TyreAgeLaps = Math.Clamp((car.Tyres.AgeLaps + laps - (car.LapsCompleted ?? laps)) ?? likelyAge, 0, MostTyreLaps),
            FuelKg = car.Fuel is { MassKg.Mean: >= 0 and < double.PositiveInfinity } known ? known.MassKg.Mean : fuel,
            CompoundsUsed = car.CompoundsUsed.IsDefaultOrEmpty ? [] : car.CompoundsUsed,
            StopsMade = car.StopsMade,
        };
    }

    // The belief says on which side of the crossover the track is, not how far.
    private static double Wetness(RaceBelief belief, SeededRandom random) => belief.Wet == true ? (1 + random.NextDouble()) / 2 : 0;

    // How long a caution has been out the belief does not say: the rest is evenly spread over a drawn length.
    private static Caution? CautionOf(RaceBelief belief, CircuitProfile circuit, FieldFigures field, SeededRandom random)
    {
        var (kind, laps) = belief.Neutralisation switch
        {
            Neutralisation.SafetyCar => (CautionKind.SafetyCar, Length(field.SafetyCarLaps) * field.SafetyCarLapFactor),
            Neutralisation.VirtualSafetyCar =>
                (CautionKind.VirtualSafetyCar, Length(field.VirtualSafetyCarLaps) * field.VirtualSafetyCarLapFactor),
            _ => (CautionKind.Yellow, 1.0),
        };
        return belief is { Neutralisation: Neutralisation.SafetyCar or Neutralisation.VirtualSafetyCar } or { Yellow: true }
            ? new Caution(kind, double.NegativeInfinity, random.NextDouble() * laps * circuit.ReferenceLapSeconds)
            : null;

        double Length(Estimate drawn) => Math.Max(1, drawn.Mean + (drawn.StandardDeviation * random.NextNormal()));
    }

    private static Estimate? Positive(Estimate? estimate) =>
        estimate is { Mean: > 0 and < LongestLapSeconds, StandardDeviation: >= 0 } ? estimate : null;
}
