using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>
/// Merges what a frame says of a car's tyres. Sources either keep a list of stints or just say what is fitted now; the second
/// kind is turned into the first here, so that everything after knows one form only.
/// </summary>
internal static class TyreMerge
{
    /// <summary>More stints than any race has seen; a source that counts on is not believed.</summary>
    private const int MaxStints = 64;

    public static CarState Apply(MergeScope merge, CarState car, CarUpdate update)
    {
        var before = car.SourceStints;
        var pitVisits = car.PitVisits;
        if (!update.Stints.IsEmpty)
        {
            foreach (var stint in update.Stints)
            {
                car = MergeStint(merge, car, stint);
            }
        }
        else if (update.Compound is not null || update.CompoundName is not null || update.TyreAge is not null)
        {
            car = MergeFitted(merge, car, update);
        }

        if (ReferenceEquals(before, car.SourceStints) && ReferenceEquals(pitVisits, car.PitVisits))
        {
            return car;
        }

        car = StintBook.Rebuild(merge, car);
        return update.TyreAge is { } age ? car with { Tyres = car.Tyres with { Age = age } } : car;
    }

    /// <summary>Adds the lap just completed to the age of the set, unless the source says the age by itself.</summary>
    public static CarState CountLap(CarState car, CarUpdate update) =>
        update.TyreAge is null && StintBook.AgeNow(car) is { } age && age != car.Tyres.Age
            ? car with { Tyres = car.Tyres with { Age = age } }
            : car;

    private static CarState MergeStint(MergeScope merge, CarState car, StintUpdate update)
    {
        if (update.Index is < 0 or >= MaxStints)
        {
            return car;
        }

        if (update.CompoundName is { } name)
        {
            merge.Compounds = merge.Compounds.See(name);
        }

        var at = car.SourceStints.FindIndex(s => s.Facts.Index == update.Index);
        if (at >= 0)
        {
            var known = car.SourceStints[at];
            var facts = Merge(known.Facts, update);
            var linked = known with { Facts = facts, VisitIndex = known.VisitIndex ?? NamedVisit(car, facts) };
            return linked == known ? car : car with { SourceStints = car.SourceStints.SetItem(at, linked) };
        }

        var before = car.SourceStints.FindLastIndex(s => s.Facts.Index < update.Index);
        var stint = new SourceStint(update, before < 0 && update.VisitLap is null ? null : VisitOf(merge, car, update));
        return car with { SourceStints = car.SourceStints.Insert(before + 1, stint) };
    }

    private static StintUpdate Merge(StintUpdate now, StintUpdate update) => now with
    {
        CompoundName = update.CompoundName ?? now.CompoundName,
        Compound = update.Compound ?? now.Compound,
        New = update.New ?? now.New,
        TyresChanged = update.TyresChanged ?? now.TyresChanged,
        AgeAtStart = update.AgeAtStart ?? now.AgeAtStart,
        Age = update.Age ?? now.Age,
        StartLap = update.StartLap ?? now.StartLap,
        VisitLap = update.VisitLap ?? now.VisitLap,
    };

    // The visit that began the stint, where the source tells in which lap that was.
    // In a race every visit begins a stint in the source's count, told in order though often minutes late; a source that was
    // joined midway counts visits that nobody saw. In practice and qualifying most visits begin none, and the news is prompt:
    // the newest visit is the one.
    private static int? VisitOf(MergeScope merge, CarState car, StintUpdate stint)
    {
        if (stint.VisitLap is not null)
        {
            // Where it is not known yet it will be told, and no earlier one is it.
            return NamedVisit(car, stint);
        }

        var taken = LastVisitWithStint(car);
        if (stint.StartLap is { } startLap)
        {
            var began = car.PitVisits.FindLastIndex(v => v.Lap is null || v.Lap <= startLap);
            return began > taken ? began : null;
        }

        if (!merge.Session.IsRace)
        {
            return taken < car.PitVisits.Count - 1 ? car.PitVisits.Count - 1 : null;
        }

        var counted = stint.Index - 1;
        var visit = counted > taken && counted < car.PitVisits.Count ? counted : taken + 1;
        return visit < car.PitVisits.Count ? visit : null;
    }

    // The visit that a stint names by a lap, its own where a source can mean two; null where it is not known or began another stint.
    private static int? NamedVisit(CarState car, StintUpdate facts)
    {
        var visit = car.PitVisits.FindIndex(v => VisitTelling.Began(facts, v.Lap));
        return visit < 0 || car.SourceStints.Exists(s => s.VisitIndex == visit) ? null : visit;
    }

    private static int LastVisitWithStint(CarState car)
    {
        var last = -1;
        foreach (var stint in car.SourceStints)
        {
            last = Math.Max(last, stint.VisitIndex ?? -1);
        }

        return last;
    }

    private static CarState MergeFitted(MergeScope merge, CarState car, CarUpdate update)
    {
        var current = car.SourceStints.IsEmpty ? null : car.SourceStints[^1].Facts;
        var changed = current is null
            || (update.CompoundName is { } name && current.CompoundName is { } oldName && name != oldName)
            || (update.Compound is { } compound && current.Compound is { } old && compound != old)
            || (update.TyreAge is { } age && car.Tyres.Age is { } oldAge && age < oldAge);
        if (!changed)
        {
            var told = new StintUpdate
            {
                Index = current!.Index,
                Compound = update.Compound,
                CompoundName = update.CompoundName,
                Age = update.TyreAge,
            };
            return MergeStint(merge, car, told);
        }

        return BeginStint(merge, current is null ? car : EnsureVisit(merge, car), current, update);
    }

    private static CarState BeginStint(MergeScope merge, CarState car, StintUpdate? current, CarUpdate update)
    {
        var lap = car.Timing.LapsCompleted + 1;
        return MergeStint(merge, car, new StintUpdate
        {
            Index = current is null ? 0 : Math.Min(Math.Max(current.Index + 1, car.PitVisits.Count), MaxStints - 1),
            Compound = update.Compound,
            CompoundName = update.CompoundName,
            Age = update.TyreAge,
            AgeAtStart = current is null && lap is not 1 ? null : update.TyreAge,
            StartLap = current is null && lap is not 1 ? null : lap,
        });
    }

    // New tyres without a visit to the pit lane that was seen still tell a stop: the car was in at the end of its last complete lap.
    private static CarState EnsureVisit(MergeScope merge, CarState car)
    {
        if (LastVisitWithStint(car) < car.PitVisits.Count - 1)
        {
            return car;
        }

        var visit = new PitVisit
        {
            Lap = car.Timing.LapsCompleted is > 0 ? car.Timing.LapsCompleted : null,
            ExitLap = car.Timing.LapsCompleted + 1,
            LeftAt = merge.SessionTime,
            TrackStatus = merge.Track.Status,
        };
        return car with { PitVisits = car.PitVisits.Add(visit) };
    }
}
