using System.Numerics;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// A race as the twins believe it to stand, laid out as the arrays that <see cref="RaceSimulator"/> runs through. Immutable once made, so
/// that any number of simulators can share one. Equations, sources and limits: docs/models/forecast.md.
/// </summary>
public sealed class RaceOutlook
{
    // A car whose pace nobody has seen is somewhere in the field: the spread of the fitted ranks of pace, as a share of the lap.
    private const double UnknownPaceShare = 0.009;

    // What the twins do not know of a car's pace against the others' over the rest of a race, as a share of the lap. Tuned on finishing
    // positions of every third recorded race; between 0.0012 and 0.0022 it makes no difference (docs/models/forecast.md).
    private const double PaceDriftShare = 0.0015;
    private const double WearDeviation = 0.25;

    // How much of a car's pace is what its laps say; the rest is what the place that it holds says: the pace of that rank. Tuned like the above:
    // all of it and 0.4 of it were worse.
    private const float OwnPaceShare = 0.7f;

    // How much of what the twin says of this set's wear against the usual one is of the tyres, and not of the track, the driver and the laps that it
    // happened to see. Tuned like the above, where all of it was worse.
    private const double WearShare = 0.3;

    // A car this many laps behind is run from here on as if it had just been lapped once more: its place does not hang on it.
    private const int MostLapsDown = 4;

    // A lap outside these shares of the car's own is no lap but a gap that is wrong: faster than any, or slower than behind a safety car in rain.
    private const double LeastLapShare = 0.9;
    private const double MostLapShare = 3;
    private const double LateShare = 1e-3;

    private RaceOutlook(RaceParameters race, RaceCondition condition, int cars)
    {
        Race = race;
        Cars = cars;
        Stride = (cars + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        CarIds = [.. race.Cars.Select(c => c.CarId)];
        Condition = condition;
        Crossed = new float[Stride];
        (CatchUp, NotBefore) = (new float[cars], new float[cars]);
        Pace = new float[Stride];
        PaceDeviation = new float[Stride];
        Noise = new float[Stride];
        Wear = new float[Stride];
        WearSpread = new float[Stride];
        LapsDone = new int[cars];
        (OwesCompound, KnowsSets) = (new bool[cars], new bool[cars]);
        StopBegun = new bool[cars];
        NeedsSet = new bool[cars];
        NextCompound = new float[cars][];
        Stops = new StopChances[cars];
        Plans = new StopPlan?[cars];
        Standstill = QuantileTables.LogNormal(race.Field.StandstillLogDeviation);
    }

    /// <summary>Number of cars.</summary>
    public int Cars { get; }

    /// <summary>Identities of the cars, in the belief's order: a car's index means the same in both.</summary>
    public IReadOnlyList<string> CarIds { get; }

    /// <summary>Race distance, laps.</summary>
    public int Laps => Race.Laps;

    /// <summary>The first lap that some car still has to end.</summary>
    public int FirstLap { get; private set; }

    /// <summary>Laps that the first car has completed.</summary>
    public int LeaderLaps { get; private set; }

    /// <summary>Whether the track is wet.</summary>
    public bool IsWet => Wet;

    internal RaceParameters Race { get; }

    internal RaceCondition Condition { get; }

    internal int Stride { get; }

    /// <summary>Time of the last crossing, s after the first car's.</summary>
    internal float[] Crossed { get; }

    /// <summary>
    /// Time that each car takes for every lap that the first has ended already, s: it keeps its gap. No number where that is unknown, or
    /// there is no such lap.
    /// </summary>
    internal float[] CatchUp { get; }

    /// <summary>Time before which a car that is behind the leader by a crossing cannot end its lap, s: it has not done so yet.</summary>
    internal float[] NotBefore { get; }

    internal float[] Pace { get; private set; }

    internal float[] PaceDeviation { get; }

    internal float[] Noise { get; }

    internal float[] Wear { get; }

    internal float[] WearSpread { get; }

    internal int[] LapsDone { get; }

    internal bool[] OwesCompound { get; }

    /// <summary>Whether the compound of each set that a car has used is known.</summary>
    internal bool[] KnowsSets { get; }

    /// <summary>Whether the car is behind the line on its way out of a stop, most of whose cost is still to come.</summary>
    internal bool[] StopBegun { get; }

    /// <summary>Whether it stands in the pit lane for a set that it does not have yet.</summary>
    internal bool[] NeedsSet { get; }

    internal float[][] NextCompound { get; }

    internal StopChances[] Stops { get; }

    /// <summary>Quantiles of the time that a car stands, against the median.</summary>
    internal float[] Standstill { get; }

    /// <summary>Stops of cars that keep to a plan; null of those that stop as the twins expect.</summary>
    internal StopPlan?[] Plans { get; private set; }

    internal Neutralisation Neutralisation { get; private set; }

    /// <summary>A neutralisation that comes out in the lap now driven, though none does in truth.</summary>
    internal Neutralisation? CautionNow { get; private set; }

    internal int? RainFromLap { get; private set; }

    /// <summary>Whether the race is suspended, so that tyres are changed at no cost.</summary>
    internal bool Suspended => Neutralisation == Neutralisation.RedFlag;

    internal bool Wet { get; private set; }

    /// <summary>Places of the cars now, zero-based, by car; those out of the race last.</summary>
    internal int[] Places { get; private set; } = [];

    /// <summary>Lays out <paramref name="belief"/>; null outside races, without a race distance, and where no car is left with a lap to run.</summary>
    /// <param name="belief">What the twins believe.</param>
    /// <param name="field">What fields and races are like.</param>
    /// <param name="seed">Which of the possible values take what the belief does not know.</param>
    public static RaceOutlook? From(RaceBelief belief, FieldFigures field, ulong seed)
    {
        if (!belief.IsRace || belief.TotalLaps is null || belief.Cars.IsDefaultOrEmpty || !belief.Cars.Any(c => c.Running))
        {
            return null;
        }

        var start = BeliefCondition.From(belief, field, seed);
        var outlook = new RaceOutlook(start.Parameters, start.Condition, belief.Cars.Length)
        {
            Neutralisation = belief.Neutralisation,
            Wet = belief.Wet == true,
        };
        outlook.Place(belief, start);
        for (var i = 0; i < outlook.Cars; i++)
        {
            outlook.Read(belief, i);
        }

        outlook.ShrinkPaces(belief);
        return outlook.LeaderLaps >= belief.TotalLaps ? null : outlook;
    }

    /// <summary>The same race with something made different. Both share the luck of every lap.</summary>
    /// <exception cref="ArgumentException">A car is not in the race; a caution is to come out while one is out; what is to come out is none.</exception>
    public RaceOutlook With(RaceChange change)
    {
        if (change.CautionNow is { } caution
            && (Neutralisation != Neutralisation.None || caution is not (Neutralisation.SafetyCar or Neutralisation.VirtualSafetyCar)))
        {
            throw new ArgumentException($"'{caution}' cannot come out while '{Neutralisation}' is; expected a safety car of either kind, under green.", nameof(change));
        }

        var changed = (RaceOutlook)MemberwiseClone();
        changed.Pace = [.. Pace];
        changed.Plans = [.. Plans];
        changed.CautionNow = change.CautionNow ?? CautionNow;
        changed.RainFromLap = change.RainFromLap ?? RainFromLap;
        foreach (var (carId, seconds) in change.PaceSeconds)
        {
            changed.Pace[IndexOf(carId, nameof(change))] += (float)seconds;
        }

        foreach (var (carId, plan) in change.Plans)
        {
            changed.Plans[IndexOf(carId, nameof(change))] = plan;
        }

        return changed;
    }

    /// <summary>Running cars that have ended <paramref name="lap"/> already, all of them in front of those that simulate it, and which of them did so last.</summary>
    internal (int Count, int? Last) AheadOf(int lap)
    {
        var (count, last) = (0, (int?)null);
        for (var i = 0; i < Cars; i++)
        {
            if (Condition.Cars[i].Running && LapsDone[i] >= lap)
            {
                count++;
                last = LapsDone[i] == lap && !(last is { } l && Crossed[l] >= Crossed[i]) ? i : last;
            }
        }

        return (count, last);
    }

    internal int? Find(string carId)
    {
        for (var i = 0; i < CarIds.Count; i++)
        {
            if (string.Equals(CarIds[i], carId, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }

    private int IndexOf(string carId, string parameter) =>
        Find(carId) ?? throw new ArgumentException($"Car '{carId}' is not in the race; expected one of {string.Join(", ", CarIds)}.", parameter);

    // Every car stands where it crossed the line last; where a source tells no crossings, its gap says it.
    private void Place(RaceBelief belief, BeliefCondition start)
    {
        var running = belief.Cars.Where(c => c.Running).ToArray();
        var crossings = Array.TrueForAll(running, c => c is { LastCrossingSeconds: { } at, LapsCompleted: not null } && double.IsFinite(at));
        LeaderLaps = crossings
            ? running.Max(c => c.LapsCompleted!.Value)
            : Enumerable.Range(0, Cars).Max(i => belief.Cars[i].Running ? Condition.Cars[i].LapsCompleted : 0);
        var leader = crossings ? running.Where(c => c.LapsCompleted == LeaderLaps).Min(c => c.LastCrossingSeconds!.Value) : 0;
        var newest = crossings ? running.Max(c => c.LastCrossingSeconds!.Value) - leader : 0;
        for (var i = 0; i < Cars; i++)
        {
            var car = belief.Cars[i];
            if (crossings && car.Running)
            {
                LapsDone[i] = Math.Max(car.LapsCompleted!.Value, LeaderLaps - MostLapsDown);
                Crossed[i] = (float)(car.LastCrossingSeconds!.Value - leader
                    + ((LapsDone[i] - car.LapsCompleted.Value) * Race.Cars[i].CleanAirPaceSeconds));
                CatchUp[i] = CatchUpSeconds(car, i);

                // Those that are all late keep their order.
                NotBefore[i] = (float)(newest + (LateShare * Math.Max(0, car.GapToLeaderSeconds ?? 0)));
            }
            else
            {
                LapsDone[i] = LeaderLaps;
                Crossed[i] = (float)(start.GapsSeconds[i] ?? 0);
                CatchUp[i] = float.NaN;
            }
        }

        FirstLap = Enumerable.Range(0, Cars).Where(i => belief.Cars[i].Running).Min(i => LapsDone[i]) + 1;
        int[] order = [.. Enumerable.Range(0, Cars)
            .OrderBy(i => belief.Cars[i].Running ? 0 : 1)
            .ThenByDescending(i => LapsDone[i])
            .ThenBy(i => Crossed[i])
            .ThenBy(i => Condition.Cars[i].GridPosition)];
        Places = new int[Cars];
        for (var place = 0; place < Cars; place++)
        {
            Places[order[place]] = place;
        }
    }

    // Whoever has a lap to end that the first has ended is on it now: where it will be, its gap tells, whatever slows the field on that lap.
    private float CatchUpSeconds(CarBelief car, int i)
    {
        var behind = LeaderLaps - LapsDone[i];
        if (behind == 0 || car.GapToLeaderSeconds is not { } gap || car.OnOutLap || car.InPitLane)
        {
            return float.NaN;
        }

        var lap = (gap - Crossed[i]) / behind;
        return lap > LeastLapShare * Race.Cars[i].CleanAirPaceSeconds && lap < MostLapShare * Race.Cars[i].CleanAirPaceSeconds ? (float)lap : float.NaN;
    }

    private void ShrinkPaces(RaceBelief belief)
    {
        var known = Enumerable.Range(0, Cars).Where(i => belief.Cars[i] is { Running: true, CleanAirPaceSeconds: not null }).OrderBy(i => Places[i]).ToArray();
        var ranks = known.Select(i => Pace[i]).Order().ToArray();
        for (var rank = 0; rank < known.Length; rank++)
        {
            Pace[known[rank]] = (OwnPaceShare * Pace[known[rank]]) + ((1 - OwnPaceShare) * ranks[rank]);
        }
    }

    private void Read(RaceBelief belief, int i)
    {
        var (car, parameters) = (belief.Cars[i], Race.Cars[i]);
        var lap = Race.Circuit.ReferenceLapSeconds;
        Pace[i] = (float)parameters.CleanAirPaceSeconds;

        // Most of the twin's own deviation is of what all cars share, fuel and compounds above all: drawn car by car it would shuffle the field.
        PaceDeviation[i] = (float)(lap * (car.CleanAirPaceSeconds is null ? UnknownPaceShare : PaceDriftShare));
        Noise[i] = (float)parameters.LapNoiseSeconds;
        Wear[i] = (float)(1 + (WearShare * (parameters.TyreWearFactor - 1)));
        WearSpread[i] = (float)WearDeviation;
        Stops[i] = StopChances.Of(belief, car, Race.Circuit);
        NextCompound[i] = car.NextCompound.IsDefaultOrEmpty || car.NextCompound.Length != Race.Circuit.Compounds.Count
            ? []
            : [.. car.NextCompound.Select(p => (float)p)];

        var start = Condition.Cars[i];
        NeedsSet[i] = start.Stopping && start.LapFraction < RaceSampler.PastLineFraction;
        StopBegun[i] = LapsDone[i] > 0 && (NeedsSet[i] || (car.OnOutLap && car.LastCrossingSeconds is not null));

        // Only what is known of every set so far can owe another compound: without a stop that is the one fitted.
        KnowsSets[i] = car is { Tyres.Compound: not null, CompoundsUsed.IsDefaultOrEmpty: false };

        // A set that is younger than the race was changed without a stop: while it was suspended.
        OwesCompound[i] = !Wet && !StopBegun[i] && car is { StopsMade: 0, Tyres.Compound: TyreCompound.Soft or TyreCompound.Medium or TyreCompound.Hard }
            && !(car.Tyres.AgeLaps < car.LapsCompleted);
    }
}
