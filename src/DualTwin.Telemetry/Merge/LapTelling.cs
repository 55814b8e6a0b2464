using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>
/// Merges what a source tells again of laps gone by: it completes and corrects the car's history, and adds laps that nobody saw.
/// </summary>
internal static class LapTelling
{
    public static CarState Apply(MergeScope merge, CarState car, CarUpdate update)
    {
        foreach (var told in update.Laps)
        {
            if (told.Lap >= 1 && told.Lap <= car.Timing.LapsCompleted)
            {
                car = Tell(merge, car, told);
            }
        }

        return car;
    }

    private static CarState Tell(MergeScope merge, CarState car, LapUpdate told)
    {
        var at = IndexOf(car, told.Lap);
        if (at < 0)
        {
            at = ~at;
            car = car with { Laps = car.Laps.Insert(at, Unseen(car, told)) };
        }

        var known = car.Laps[at];
        var after = known with
        {
            LapTime = told.LapTime ?? known.LapTime,
            Sectors = Merge(known.Sectors, told.Sectors),
            Position = known.Position ?? told.Position,
            Valid = told.Valid == true ? true : known.Valid,
        };
        if (after != known)
        {
            car = car with { Laps = car.Laps.SetItem(at, after) };
        }

        if (told.Lap == car.Timing.LapsCompleted)
        {
            car = car with { Timing = car.Timing with { LastLapTime = after.LapTime, LastLapSectors = after.Sectors } };
        }

        return told.Valid == false ? LapDeleting.Delete(merge, car, at) : LapClosing.NoteBest(merge, car, after);
    }

    private static LapSectors Merge(LapSectors known, LapSectors told) =>
        new(told.Sector1 ?? known.Sector1, told.Sector2 ?? known.Sector2, told.Sector3 ?? known.Sector3);

    // A lap that was seen by nobody and does not count is no news: nothing is deleted that was believed before.
    private static LapRecord Unseen(CarState car, LapUpdate told) => StintBook.Stamp(
        new LapRecord
        {
            Lap = told.Lap,
            PitIn = car.PitVisits.Exists(v => v.Lap == told.Lap),
            PitOut = car.PitVisits.Exists(v => v.ExitLap == told.Lap),
            Valid = told.Valid,
        },
        car);

    // Laps stand in order; the complement of an index says where a missing one belongs.
    private static int IndexOf(CarState car, int lap)
    {
        var laps = car.Laps;
        for (var i = laps.Count - 1; i >= 0; i--)
        {
            if (laps[i].Lap <= lap)
            {
                return laps[i].Lap == lap ? i : ~(i + 1);
            }
        }

        return ~0;
    }
}
