using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>Merges order, laps and gaps of a car, and closes laps.</summary>
internal static class TimingMerge
{
    public static CarState Apply(MergeScope merge, CarState car, CarUpdate update)
    {
        var before = car.Timing;
        var completed = LapCounting.Completed(merge, car, update);
        var lapEnds = completed > (before.LapsCompleted ?? 0);
        var timing = Merge(before, update, completed, lapEnds, merge.SessionTime);
        if (timing == before)
        {
            return car;
        }

        car = car with { Timing = timing };
        RaisePosition(merge, car, before.Position, timing.Position);
        car = lapEnds ? LapClosing.Close(merge, car, update) : LapClosing.Amend(merge, car, before, update);
        return car;
    }

    private static CarTiming Merge(CarTiming now, CarUpdate update, int? completed, bool lapEnds, TimeSpan? sessionTime)
    {
        var sectors = MergeSectors(now.Sectors, update);
        var lapTime = Pick(update, CarFields.LastLapTime, update.LastLapTime, now.LastLapTime);
        return now with
        {
            Position = Pick(update, CarFields.Position, update.Position, now.Position),
            LapsCompleted = completed,
            LastLapTime = lapTime,
            LastLapSectors = update.LastLapSectors ?? (lapEnds ? sectors : now.LastLapSectors),
            LastLapPace = update.LastLapPace ?? now.LastLapPace,
            BestLapTime = Pick(update, CarFields.BestLapTime, update.BestLapTime, now.BestLapTime),
            BestLap = update.BestLap ?? ((update.Cleared & CarFields.BestLapTime) != CarFields.None ? null : now.BestLap),
            Sectors = sectors,
            SectorPaces = MergePaces(now.SectorPaces, update),
            GapToLeader = Pick(update, CarFields.GapToLeader, update.GapToLeader, now.GapToLeader),
            Interval = Pick(update, CarFields.Interval, update.Interval, now.Interval),
            LastCrossing = lapEnds ? sessionTime : now.LastCrossing,
        };
    }

    private static T? Pick<T>(CarUpdate update, CarFields field, T? told, T? now)
        where T : struct =>
        told ?? ((update.Cleared & field) != CarFields.None ? null : now);

    private static LapSectors MergeSectors(LapSectors now, CarUpdate update) => new(
        Pick(update, CarFields.Sector1, update.Sectors.Sector1, now.Sector1),
        Pick(update, CarFields.Sector2, update.Sectors.Sector2, now.Sector2),
        Pick(update, CarFields.Sector3, update.Sectors.Sector3, now.Sector3));

    private static SectorPaces MergePaces(SectorPaces now, CarUpdate update) => new(
        Pick(update, CarFields.Sector1, update.SectorPaces.Sector1, now.Sector1),
        Pick(update, CarFields.Sector2, update.SectorPaces.Sector2, now.Sector2),
        Pick(update, CarFields.Sector3, update.SectorPaces.Sector3, now.Sector3));

    private static void RaisePosition(MergeScope merge, CarState car, int? from, int? to)
    {
        if (from is null || to is null || from == to || !merge.Session.IsRace || merge.Session.Phase is SessionPhase.NotStarted || !car.Running)
        {
            return;
        }

        merge.Raise(
            EventTypes.PositionChange,
            $"{CarName.Of(car)} is now P{to} (was P{from}).",
            car.CarId,
            EventFact.Of("from", from),
            EventFact.Of("to", to));
    }
}
