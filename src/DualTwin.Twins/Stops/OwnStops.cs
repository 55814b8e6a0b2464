using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Tyres;

namespace DualTwin.Twins.Stops;

/// <summary>
/// A car's tyre stops so far and the set it is on, as the forecast of the next stop sees them. A visit that changed no tyres (a
/// drive-through, the lane led through by the safety car) is no stop, nor is a change under a red flag, which costs nothing.
/// </summary>
internal sealed record OwnStops
{
    private const int Compounds = 5;

    /// <summary>Nothing known.</summary>
    public static readonly OwnStops None = new();

    /// <summary>The stops, oldest first; one just made is among them.</summary>
    public ImmutableArray<MadeStop> Made { get; private init; } = [];

    /// <summary>Complete laps.</summary>
    public int Lap { get; private init; }

    /// <summary>Laps on the set now fitted. Where nobody tells the age of the set, it is taken for new at the start of its stint.</summary>
    public int AgeLaps { get; private init; }

    /// <summary>Compound of the set now fitted; null where unknown.</summary>
    public TyreCompound? Compound { get; private init; }

    /// <summary>Whether the lap just completed ended in a stop whose new set has not been told.</summary>
    public bool JustMade { get; private init; }

    /// <summary>Whether a second dry compound is still owed, as far as is known.</summary>
    public bool Owes { get; private init; }

    /// <summary>Compounds raced on, a bit each.</summary>
    public int Used { get; private init; }

    /// <summary>Laps since the last stop; null before the first.</summary>
    public int? LapsSince => Made.IsEmpty ? null : Lap - Made[^1].Lap;

    /// <summary>Whether the car has raced on <paramref name="compound"/>.</summary>
    public bool HasUsed(TyreCompound compound) => (Used & (1 << (int)compound)) != 0;

    /// <summary>Reads all visits and stints of <paramref name="car"/>.</summary>
    public static OwnStops Read(CarState car)
    {
        var justMade = StopInProgress.JustMade(car);
        var compound = justMade ? null : car.Tyres.Compound?.ToTyre();
        return new OwnStops
        {
            Made = Stops(car, justMade),
            Lap = car.Timing.LapsCompleted ?? 0,
            AgeLaps = justMade ? 0 : Math.Max(0, car.Tyres.Age ?? SinceFitted(car)),
            Compound = compound,
            JustMade = justMade,
            Owes = !justMade && CompoundsUsed.OwesAnother(car),
            Used = UsedBy(car),
        };
    }

    private static ImmutableArray<MadeStop> Stops(CarState car, bool justMade)
    {
        var stops = ImmutableArray.CreateBuilder<MadeStop>();
        foreach (var visit in car.PitVisits)
        {
            var pending = justMade && visit.TyresChanged is null && visit.Lap == car.Timing.LapsCompleted;
            if (visit.Lap is { } lap && !visit.UnderRedFlag && (visit.TyresChanged == true || pending))
            {
                var (age, from) = SetAt(car, lap, stops.Count > 0 ? stops[^1].Lap : 0);
                stops.Add(new MadeStop(lap, age, from ?? visit.From?.ToTyre(), visit.To?.ToTyre(), IsGreen(visit)));
            }
        }

        return stops.DrainToImmutable();
    }

    // The set that came off at the end of a lap; where its age was never told, the laps since the stop before.
    private static (int Age, TyreCompound? Compound) SetAt(CarState car, int lap, int before)
    {
        var record = lap >= 1 && lap <= car.Laps.Count && car.Laps[lap - 1].Lap == lap ? car.Laps[lap - 1] : null;
        return (Math.Max(0, record?.TyreAge ?? (lap - before)), record?.Compound?.ToTyre());
    }

    private static int SinceFitted(CarState car)
    {
        var start = car.Stints is [.., { StartLap: { } lap }] ? lap : 1;
        return (car.Timing.LapsCompleted ?? 0) - start + 1;
    }

    private static int UsedBy(CarState car)
    {
        var used = 0;
        foreach (var stint in car.Stints)
        {
            used |= stint.Compound?.ToTyre() is { } compound && (int)compound < Compounds ? 1 << (int)compound : 0;
        }

        return used;
    }

    private static bool IsGreen(PitVisit visit) => visit.TrackStatus is null or TrackStatus.Green or TrackStatus.Yellow;
}
