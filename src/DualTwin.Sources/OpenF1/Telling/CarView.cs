using System.Collections.Immutable;
using DualTwin.Sources.LiveTiming;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Telling;

/// <summary>What the documents of a car say together: it follows from the newest of each, not from how they came.</summary>
internal static class CarView
{
    /// <summary>What there is to say of <paramref name="car"/>.</summary>
    public static CarTold Of(SessionDocuments session, CarDocuments car)
    {
        var deletions = session.Deletions.GetValueOrDefault(car.CarId, []);
        var view = car.Told with
        {
            Driver = car.Driver?.Value,
            Position = car.Position?.Value,
            GapToLeader = Gap(car, car.Gap?.Value.ToLeader),
            Interval = Gap(car, car.Gap?.Value.Interval),
            Stints = car.Stints,
        };
        var same = ReferenceEquals(view.Laps, car.Laps) && ReferenceEquals(view.Pits, car.Pits) && ReferenceEquals(view.Deletions, deletions);
        return same ? view : WithLaps(view, session, car, deletions);
    }

    private static CarTold WithLaps(CarTold view, SessionDocuments session, CarDocuments car, ImmutableHashSet<LapDeletion> deletions)
    {
        var completed = Completed(car);
        var deleted = deletions.Select(deletion => LapOf(deletion, session, car)).OfType<int>().Where(lap => lap <= completed).ToImmutableSortedSet();
        return view with
        {
            Laps = car.Laps,
            Pits = car.Pits,
            Deletions = deletions,
            Completed = completed,
            Sectors = Sectors(car),
            Deleted = deleted,
            Best = Best(car, completed, deleted),
        };
    }

    // Nobody is ahead of the leader, and OpenF1 says so with a null.
    private static Gap? Gap(CarDocuments car, Gap? told) =>
        told ?? (car.Gap is not null && car.Position?.Value == 1 ? Telemetry.Values.Gap.Zero : null);

    // The newest lap is the one that is driven, unless it has a time already.
    private static int? Completed(CarDocuments car)
    {
        if (car.Laps.IsEmpty)
        {
            return null;
        }

        var newest = car.Laps[car.Laps.Keys.Last()].Value;
        return newest.Time is null ? newest.Lap - 1 : newest.Lap;
    }

    private static LapSectors Sectors(CarDocuments car)
    {
        foreach (var lap in car.Laps.Values.Reverse())
        {
            if (lap.Value.Sectors != default)
            {
                return lap.Value.Sectors;
            }
        }

        return default;
    }

    // A lap that began or ended in the pits is nobody's best.
    private static (TimeSpan Time, int Lap)? Best(CarDocuments car, int? completed, ImmutableSortedSet<int> deleted)
    {
        (TimeSpan Time, int Lap)? best = null;
        foreach (var (number, slot) in car.Laps)
        {
            if (number <= completed && slot.Value is { Time: { } time, PitOut: false }
                && !deleted.Contains(number) && !car.Pits.ContainsKey(number) && !car.Pits.ContainsKey(number - 1)
                && (best is null || time < best.Value.Time))
            {
                best = (time, number);
            }
        }

        return best;
    }

    // Outside races race control names a lap by the count at its end: one more than its number.
    private static int? LapOf(LapDeletion deletion, SessionDocuments session, CarDocuments car)
    {
        if (deletion.Time is { } time)
        {
            var tolerance = TimeSpan.FromSeconds(Math.Pow(10, -deletion.Decimals) / 2);
            foreach (var lap in car.Laps.Values.Reverse())
            {
                if ((lap.Value.Time - time)?.Duration() <= tolerance)
                {
                    return lap.Value.Lap;
                }
            }
        }

        return session.Session.Type is SessionType.Practice or SessionType.Qualifying ? deletion.Lap - 1 : deletion.Lap;
    }
}
