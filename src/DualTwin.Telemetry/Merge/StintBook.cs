using System.Collections.Immutable;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>
/// Derives a car's stints, stops and the tyres of its laps from what the source says of stints and from the pit visits seen.
/// Derived anew at each change, since sources tell stints late and correct them.
/// </summary>
internal static class StintBook
{
    public static CarState Rebuild(MergeScope merge, CarState car)
    {
        var stints = ImmutableList.CreateBuilder<StintRecord>();
        var visits = car.PitVisits.ToBuilder();

        // A set that was fitted while nobody listened was fitted all the same.
        var unseen = 0;
        foreach (var source in car.SourceStints)
        {
            var before = stints.Count;
            Add(merge, car, stints, visits, source);
            unseen += before > 0 && stints.Count > before && source.VisitIndex is null ? 1 : 0;
        }

        RaiseStops(merge, car, visits);
        RaiseCorrections(merge, car, stints);
        var derived = car with
        {
            Stints = stints.SequenceEqual(car.Stints) ? car.Stints : stints.ToImmutable(),
            PitVisits = visits.SequenceEqual(car.PitVisits) ? car.PitVisits : visits.ToImmutable(),
        };
        derived = derived with
        {
            StopCount = merge.Session.CountsStops ? visits.Count(v => v.TyresChanged == true && !v.UnderRedFlag) + unseen : 0,
            Tyres = CurrentTyres(derived),
        };
        return ReferenceEquals(derived.Stints, car.Stints) ? derived : Restamp(derived);
    }

    /// <summary>The lap with the tyres it was driven on.</summary>
    public static LapRecord Stamp(LapRecord lap, CarState car)
    {
        var stint = car.Stints.FindLast(s => (s.StartLap ?? 1) <= lap.Lap);
        return stint is null
            ? lap
            : lap with { Compound = stint.Compound, TyreAge = stint.AgeAtStart + lap.Lap - stint.StartLap + 1 };
    }

    /// <summary>Laps on the set now fitted, counted from the start of its stint; else as the source last said.</summary>
    public static int? AgeNow(CarState car)
    {
        if (car.Stints.IsEmpty)
        {
            return car.Tyres.Age;
        }

        var stint = car.Stints[^1];
        var counted = stint.AgeAtStart + car.Timing.LapsCompleted - stint.StartLap + 1;
        return counted is { } age ? Math.Max(age, stint.AgeAtStart ?? 0) : car.SourceStints[^1].Facts.Age ?? car.Tyres.Age;
    }

    private static void Add(
        MergeScope merge,
        CarState car,
        ImmutableList<StintRecord>.Builder stints,
        ImmutableList<PitVisit>.Builder visits,
        SourceStint source)
    {
        var facts = source.Facts;
        var compound = facts.Compound ?? merge.Compounds.Map(facts.CompoundName);
        var visit = source.VisitIndex is { } v && v < visits.Count ? visits[v] : null;
        if (stints.Count > 0 && facts.TyresChanged == false)
        {
            Confirm(visits, source, changed: false, stints[^1].Compound, stints[^1].Compound);
            return;
        }

        if (stints.Count > 0 && car.Status == CarStatus.Retired && visit is { LeftAt: null })
        {
            // Nobody races on tyres that were fitted to a car that did not come back.
            Confirm(visits, source, changed: false, from: null, to: null);
            return;
        }

        var previous = stints.Count == 0 ? null : stints[^1];
        var startLap = visit?.Lap is { } inLap ? inLap + 1 : facts.StartLap ?? (previous is null && merge.Session.IsRace ? 1 : null);
        if (previous is not null)
        {
            stints[^1] = previous with { EndLap = startLap - 1 };
            Confirm(visits, source, changed: true, previous.Compound, compound);
        }

        stints.Add(new StintRecord
        {
            Stint = stints.Count + 1,
            Compound = compound,
            CompoundName = facts.CompoundName,
            New = facts.New,
            StartLap = startLap,
            AgeAtStart = facts.AgeAtStart,
        });
    }

    private static void Confirm(ImmutableList<PitVisit>.Builder visits, SourceStint source, bool changed, Compound? from, Compound? to)
    {
        if (source.VisitIndex is { } v && v < visits.Count)
        {
            visits[v] = visits[v] with { TyresChanged = changed, From = from, To = to };
        }
    }

    private static CarTyres CurrentTyres(CarState car)
    {
        if (car.Stints.IsEmpty)
        {
            return car.Tyres;
        }

        var stint = car.Stints[^1];
        var tyres = car.Tyres with { Compound = stint.Compound, CompoundName = stint.CompoundName, Age = AgeNow(car) };
        return tyres == car.Tyres ? car.Tyres : tyres;
    }

    private static CarState Restamp(CarState car)
    {
        var laps = car.Laps;
        for (var i = 0; i < laps.Count; i++)
        {
            var stamped = Stamp(laps[i], car);
            if (stamped != laps[i])
            {
                laps = laps.SetItem(i, stamped);
            }
        }

        return car with { Laps = laps };
    }

    private static void RaiseStops(MergeScope merge, CarState car, ImmutableList<PitVisit>.Builder visits)
    {
        if (!merge.Session.CountsStops)
        {
            return;
        }

        for (var i = 0; i < visits.Count; i++)
        {
            if (visits[i].TyresChanged == false && car.PitVisits[i].TyresChanged == true)
            {
                merge.Raise(
                    EventTypes.StintCorrected,
                    $"{CarName.Of(car)} changed no tyres in lap {visits[i].Lap} after all.",
                    car.CarId,
                    EventFact.Of("lap", visits[i].Lap));
            }

            if (visits[i].TyresChanged == true && car.PitVisits[i].TyresChanged != true)
            {
                merge.Raise(
                    EventTypes.Stop,
                    $"{CarName.Of(car)} changed tyres in lap {visits[i].Lap}: {SchemaNames.Of(visits[i].From)} to {SchemaNames.Of(visits[i].To)}.",
                    car.CarId,
                    EventFact.Of("lap", visits[i].Lap),
                    EventFact.Of("from", SchemaNames.Of(visits[i].From)),
                    EventFact.Of("to", SchemaNames.Of(visits[i].To)));
            }
        }
    }

    private static void RaiseCorrections(MergeScope merge, CarState car, ImmutableList<StintRecord>.Builder stints)
    {
        for (var i = 0; i < Math.Min(stints.Count, car.Stints.Count); i++)
        {
            if (car.Stints[i].CompoundName is { } was && stints[i].CompoundName is { } now && was != now)
            {
                merge.Raise(
                    EventTypes.StintCorrected,
                    $"{CarName.Of(car)}'s stint {i + 1} was on {now}, not {was}.",
                    car.CarId,
                    EventFact.Of("stint", i + 1),
                    EventFact.Of("from", was),
                    EventFact.Of("to", now));
            }
        }
    }
}
