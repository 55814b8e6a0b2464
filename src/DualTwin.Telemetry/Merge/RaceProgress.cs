using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>Concludes from all cars together what no single message says: the leader's lap, the flag, and who is out.</summary>
internal static class RaceProgress
{
    // A car that stands still while the leader passes twice does not come back: the feed of some seasons never says so itself.
    private const int LapsUntilStoppedIsRetired = 2;

    // The slowest car that still moves needs less than three of the leader's laps for one of its own; a feed that says neither
    // "stopped" nor "retired" of a car in its garage has it standing in the pit lane to the end.
    private const int LapsUntilSilentIsOut = 3;

    public static void Apply(MergeScope merge)
    {
        var completed = MaxLapsCompleted(merge.Cars);

        // A qualifying goes on after the flag of its first part, from the frame that says so.
        merge.FlagShown = merge.FlagShown && (merge.Session.IsRace || merge.Session.Phase is SessionPhase.Finished or SessionPhase.Ended);
        AdvanceLeaderLap(merge, completed);
        ShowFlag(merge, completed);
        for (var i = 0; i < merge.Cars.Length; i++)
        {
            merge.SetCar(i, Conclude(merge, merge.Cars[i], i));
        }
    }

    private static int MaxLapsCompleted(ReadOnlySpan<CarState> cars)
    {
        var most = 0;
        foreach (var car in cars)
        {
            most = Math.Max(most, car.Timing.LapsCompleted ?? 0);
        }

        return most;
    }

    private static void AdvanceLeaderLap(MergeScope merge, int completed)
    {
        var session = merge.Session;
        if (completed == 0 || merge.FlagShown || session.Phase == SessionPhase.NotStarted)
        {
            return;
        }

        var lap = Math.Min(completed + 1, session.TotalLaps ?? int.MaxValue);
        if (lap > session.LeaderLap)
        {
            merge.Session = session with { LeaderLap = lap };
        }
    }

    private static void ShowFlag(MergeScope merge, int completed)
    {
        if (merge.FlagShown)
        {
            return;
        }

        var distanceDone = merge.Session.IsRace && completed > 0 && completed >= merge.Session.TotalLaps;
        if (distanceDone || merge.Session.Phase is SessionPhase.Finished or SessionPhase.Ended)
        {
            merge.FlagShown = true;
            merge.Raise(EventTypes.ChequeredFlag, "Chequered flag.");
        }
    }

    private static CarState Conclude(MergeScope merge, CarState car, int index)
    {
        if (!merge.Session.IsRace || !(car.Running || car.StatusInferred))
        {
            return car;
        }

        if (TakesFlag(merge, car, index))
        {
            return ConditionMerge.WithStatus(merge, car with { Condition = car.Condition with { Finished = true } });
        }

        return IsOut(merge, car) ? ConditionMerge.WithStatus(merge, car, inferredRetirement: true) : car;
    }

    private static bool TakesFlag(MergeScope merge, CarState car, int index)
    {
        if (!merge.FlagShown || car.Condition.Stopped == true || car.Timing.LapsCompleted is not > 0)
        {
            return false;
        }

        var before = index < merge.Before.Cars.Length ? merge.Before.Cars[index].Timing.LapsCompleted : null;
        var crossedNow = car.Timing.LapsCompleted > (before ?? 0);
        var endedByClock = !merge.Before.FlagShown && car.Timing.Position == 1;
        return crossedNow || endedByClock || (merge.Session.Phase == SessionPhase.Ended && !IsLeftBehind(merge, car));
    }

    private static bool IsOut(MergeScope merge, CarState car) =>
        merge.FlagShown
            ? car.Condition.Stopped == true || IsLeftBehind(merge, car)
            : car.Condition is { Stopped: true, StoppedOnLap: { } stoppedOn }
                && merge.Session.Phase != SessionPhase.Suspended
                && merge.Session.LeaderLap >= stoppedOn + LapsUntilStoppedIsRetired;

    private static bool IsLeftBehind(MergeScope merge, CarState car)
    {
        if (car.Timing is not { LapsCompleted: { } completed } || (completed > 0 && car.Timing.LastCrossing is null))
        {
            return false;
        }

        var since = car.Timing.LastCrossing ?? TimeSpan.MinValue;
        foreach (var other in merge.Cars)
        {
            if (other.Laps.Count >= LapsUntilSilentIsOut && other.Laps[^LapsUntilSilentIsOut].CompletedAt > since)
            {
                return true;
            }
        }

        return false;
    }
}
