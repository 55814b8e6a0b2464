using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>Writes completed laps into a car's history and corrects the newest when the source says more of it later.</summary>
internal static class LapClosing
{
    // Lap times are the sum of three sectors, each rounded to a millisecond.
    private static readonly TimeSpan SectorRounding = TimeSpan.FromMilliseconds(2);

    public static CarState Close(MergeScope merge, CarState car, CarUpdate update)
    {
        var timing = car.Timing;
        if (timing.LapsCompleted is not > 0)
        {
            return car;
        }

        var lap = timing.LapsCompleted.Value;
        var time = LapTime(timing, update);
        if (time != timing.LastLapTime)
        {
            car = car with { Timing = timing with { LastLapTime = time } };
        }

        var record = new LapRecord
        {
            Lap = lap,
            CompletedAt = merge.SessionTime,
            LapTime = time,
            Sectors = timing.LastLapSectors,
            Position = timing.Position,
            GapToLeader = timing.GapToLeader,
            Interval = timing.Interval?.Time,
            TrackStatus = update.LastLapTrackStatus ?? WorstStatus(merge, car),
            PitIn = car.PitVisits.Exists(v => v.Lap == lap),
            PitOut = car.PitVisits.Exists(v => v.ExitLap == lap),
            Valid = update.LastLapValid,
        };
        car = car with { Laps = car.Laps.Add(StintBook.Stamp(record, car)), StatusDuringLap = null };
        car = TyreMerge.CountLap(car, update);
        return NoteBest(merge, car, record);
    }

    public static CarState Amend(MergeScope merge, CarState car, CarTiming before, CarUpdate update)
    {
        if (car.Laps.IsEmpty || update is { LastLapTime: null, LastLapValid: null, LastLapSectors: null })
        {
            return car;
        }

        var last = car.Laps[^1];
        var lapTimeTold = update.LastLapTime is { } t && t != before.LastLapTime && last.LapTime is null;
        var amended = last with
        {
            LapTime = lapTimeTold ? update.LastLapTime : last.LapTime,
            Sectors = update.LastLapSectors ?? last.Sectors,
            Valid = update.LastLapValid ?? last.Valid,
        };
        return amended == last ? car : NoteBest(merge, car with { Laps = car.Laps.SetItem(car.Laps.Count - 1, amended) }, amended);
    }

    // A source that sends only changes repeats no lap time for two equal laps, and none for a lap that it did not time. The
    // sectors tell the two apart.
    private static TimeSpan? LapTime(CarTiming timing, CarUpdate update)
    {
        if (update.LastLapTime is not null)
        {
            return timing.LastLapTime;
        }

        return timing.LastLapSectors.Total is { } sum && timing.LastLapTime is { } time && (sum - time).Duration() <= SectorRounding
            ? time
            : null;
    }

    private static TrackStatus? WorstStatus(MergeScope merge, CarState car) =>
        car.StatusDuringLap is { } during && (merge.Track.Status is not { } now || during > now) ? during : merge.Track.Status;

    public static CarState NoteBest(MergeScope merge, CarState car, LapRecord record)
    {
        // A lap that began or ended in the pits is nobody's best, also where it is the only one of a qualifying part so far.
        if (record.LapTime is not { } time || record.Valid == false || record.PitIn || record.PitOut)
        {
            return car;
        }

        if (merge.FastestLap is null || time < merge.FastestLap.Time)
        {
            merge.FastestLap = new FastestLap(car.CarId, record.Lap, time);
            merge.Raise(
                EventTypes.FastestLap,
                $"{CarName.Of(car)} sets the fastest lap.",
                car.CarId,
                EventFact.Of("lap", record.Lap),
                EventFact.Of("lap_time", time.TotalSeconds));
        }

        return car.Timing.BestLapTime is { } best && best <= time
            ? car
            : car with { Timing = car.Timing with { BestLapTime = time, BestLap = record.Lap } };
    }
}
