using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>Merges what a frame says of a car's condition, and keeps its visits to the pit lane.</summary>
internal static class ConditionMerge
{
    public static CarState Apply(MergeScope merge, CarState car, CarUpdate update)
    {
        if (update.KnockedOut is { } knockedOut && knockedOut != car.KnockedOut)
        {
            car = car with { KnockedOut = knockedOut };
        }

        if (update.StationaryTime is not null || update.PitLaneTime is not null || update.TyresChanged is not null)
        {
            car = MergeVisit(car, update);
        }

        var before = car.Condition;
        var after = before with
        {
            InPit = update.InPit ?? before.InPit,
            Stopped = update.Stopped ?? before.Stopped,
            Retired = update.Retired ?? before.Retired,
            Finished = update.Finished ?? before.Finished,
        };
        after = after with { StoppedOnLap = after.Stopped == true ? before.StoppedOnLap ?? merge.Session.LeaderLap : null };
        if (after == before)
        {
            // What was concluded from silence holds until the source says otherwise.
            return car.StatusInferred ? car : WithStatus(merge, car);
        }

        car = car with { Condition = after };
        if (before.InPit == false && after.InPit == true)
        {
            car = EnterPit(merge, car);
        }
        else if (before.InPit == true && after.InPit == false)
        {
            car = LeavePit(merge, car, update);
        }

        return WithStatus(merge, car);
    }

    /// <summary>The car with the status that follows from its condition, and an event where it changed in a way that people want to know.</summary>
    public static CarState WithStatus(MergeScope merge, CarState car, bool inferredRetirement = false)
    {
        var status = inferredRetirement ? CarStatus.Retired : StatusOf(car);
        if (status == car.Status)
        {
            return car;
        }

        RaiseStatus(merge, car, status, inferredRetirement);
        var outChanged = (status == CarStatus.Retired) != (car.Status == CarStatus.Retired);
        car = car with { Status = status, StatusInferred = inferredRetirement };
        return outChanged && car is { SourceStints.IsEmpty: false, PitVisits.IsEmpty: false } ? StintBook.Rebuild(merge, car) : car;
    }

    private static CarStatus? StatusOf(CarState car) => car.Condition switch
    {
        { Finished: true } => CarStatus.Finished,
        { Retired: true } => CarStatus.Retired,
        { Stopped: true } => car is { Status: CarStatus.Retired, StatusInferred: true } ? CarStatus.Retired : CarStatus.Stopped,
        { InPit: true } => CarStatus.InPitLane,
        { InPit: false } or { Stopped: false } or { Retired: false } => CarStatus.OnTrack,
        _ => car.Status,
    };

    private static void RaiseStatus(MergeScope merge, CarState car, CarStatus? status, bool inferred)
    {
        switch (status)
        {
            case CarStatus.Retired:
                merge.Raise(EventTypes.Retirement, $"{CarName.Of(car)} is out.", car.CarId, EventFact.Of("inferred", inferred));
                break;
            case CarStatus.Stopped:
                merge.Raise(EventTypes.CarStopped, $"{CarName.Of(car)} has stopped.", car.CarId);
                break;
            case CarStatus.OnTrack or CarStatus.InPitLane when car.Status is CarStatus.Stopped or CarStatus.Retired:
                merge.Raise(EventTypes.CarResumed, $"{CarName.Of(car)} is moving again.", car.CarId);
                break;
            case CarStatus.Finished:
                merge.Raise(
                    EventTypes.Finished, $"{CarName.Of(car)} finishes.", car.CarId, EventFact.Of("position", car.Timing.Position));
                break;
            default:
                break;
        }
    }

    private static CarState EnterPit(MergeScope merge, CarState car)
    {
        if (merge.Session.Phase is SessionPhase.NotStarted or SessionPhase.Ended || !car.Running)
        {
            return car;
        }

        var visit = new PitVisit
        {
            Lap = car.CurrentLap,
            EnteredAt = merge.SessionTime,
            TrackStatus = merge.Track.Status,
            UnderRedFlag = Suspended(merge),
        };
        merge.Raise(EventTypes.PitEntry, $"{CarName.Of(car)} enters the pit lane.", car.CarId, EventFact.Of("lap", visit.Lap));
        return car with { PitVisits = car.PitVisits.Add(visit) };
    }

    private static CarState LeavePit(MergeScope merge, CarState car, CarUpdate update)
    {
        if (car.PitVisits.IsEmpty || car.PitVisits[^1].LeftAt is not null)
        {
            return car;
        }

        var visit = car.PitVisits[^1];
        visit = visit with
        {
            LeftAt = merge.SessionTime,
            // A lap told complete together with the exit ended before it.
            ExitLap = update.LapsCompleted > (car.Timing.LapsCompleted ?? -1) ? update.LapsCompleted + 1 : car.CurrentLap,
            LaneTime = visit.LaneTime ?? (merge.SessionTime - visit.EnteredAt),
            UnderRedFlag = visit.UnderRedFlag || Suspended(merge),
        };
        merge.Raise(
            EventTypes.PitExit,
            $"{CarName.Of(car)} leaves the pit lane.",
            car.CarId,
            EventFact.Of("lap", visit.ExitLap),
            EventFact.Of("lane_time", visit.LaneTime?.TotalSeconds));
        return car with { PitVisits = car.PitVisits.SetItem(car.PitVisits.Count - 1, visit) };
    }

    private static bool Suspended(MergeScope merge) =>
        merge.Session.Phase == SessionPhase.Suspended || merge.Track.Status == TrackStatus.Red;

    private static CarState MergeVisit(CarState car, CarUpdate update)
    {
        if (car.PitVisits.IsEmpty)
        {
            return car;
        }

        var visit = car.PitVisits[^1];
        visit = visit with
        {
            LaneTime = update.PitLaneTime ?? visit.LaneTime,
            StationaryTime = update.StationaryTime ?? visit.StationaryTime,
            TyresChanged = visit.TyresChanged ?? update.TyresChanged,
        };
        return car with { PitVisits = car.PitVisits.SetItem(car.PitVisits.Count - 1, visit) };
    }
}
