using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>Marks laps whose times were deleted, wherever in the car's history they stand.</summary>
internal static class LapDeleting
{
    public static CarState Apply(MergeScope merge, CarState car, CarUpdate update)
    {
        foreach (var lap in update.DeletedLaps)
        {
            var at = car.Laps.FindIndex(l => l.Lap == lap);
            car = at < 0 ? car : Delete(merge, car, at);
        }

        return car;
    }

    /// <summary>The car with the lap at index <paramref name="at"/> of its history deleted; the same car where it was before.</summary>
    public static CarState Delete(MergeScope merge, CarState car, int at)
    {
        if (car.Laps[at].Valid == false)
        {
            return car;
        }

        var deleted = car.Laps[at] with { Valid = false };
        car = car with { Laps = car.Laps.SetItem(at, deleted) };
        merge.Raise(
            EventTypes.LapDeleted,
            $"{CarName.Of(car)}'s time of lap {deleted.Lap} is deleted.",
            car.CarId,
            EventFact.Of("lap", deleted.Lap),
            EventFact.Of("lap_time", deleted.LapTime?.TotalSeconds));
        Withdraw(merge, car, deleted.Lap);
        return car;
    }

    // The fastest lap of the session is the fastest of those that count.
    private static void Withdraw(MergeScope merge, CarState deletedFrom, int lap)
    {
        if (merge.FastestLap is not { } fastest || fastest.Lap != lap || fastest.CarId != deletedFrom.CarId)
        {
            return;
        }

        FastestLap? next = null;
        foreach (var other in merge.Cars)
        {
            foreach (var record in other.CarId == deletedFrom.CarId ? deletedFrom.Laps : other.Laps)
            {
                if (record is { LapTime: { } time, Valid: not false, PitIn: false, PitOut: false } && (next is null || time < next.Time))
                {
                    next = new FastestLap(other.CarId, record.Lap, time);
                }
            }
        }

        merge.FastestLap = next;
    }
}
