using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>Says how many laps a car has completed after a frame. Laps only grow: a lower count is a late message.</summary>
internal static class LapCounting
{
    public static int? Completed(MergeScope merge, CarState car, CarUpdate update)
    {
        var now = car.Timing.LapsCompleted;
        if (update.LapsCompleted is { } told)
        {
            return Math.Max(told, now ?? 0);
        }

        if (!merge.Frame.LapTimesImplyLaps || merge.Session.LeaderLap == 0)
        {
            return now;
        }

        return Implied(merge, car, update, merge.Session.LeaderLap - 1);
    }

    // The source tells the leader's lap and every car's last lap time. The leader's count follows from the lap; another
    // car's starts there too and grows with each new lap time, never past the leader's.
    private static int? Implied(MergeScope merge, CarState car, CarUpdate update, int leaderCompleted)
    {
        var now = car.Timing.LapsCompleted;
        var position = update.Position ?? car.Timing.Position;
        if (position == 1)
        {
            return Math.Max(now ?? 0, leaderCompleted);
        }

        var newLap = update.LastLapTime is { } time && time != car.Timing.LastLapTime;
        if (now is null)
        {
            var lapsDown = (update.GapToLeader ?? car.Timing.GapToLeader)?.Laps ?? 0;
            return newLap ? Math.Max(0, leaderCompleted - lapsDown) : null;
        }

        return newLap ? Math.Max(now.Value, Math.Min(now.Value + 1, Math.Max(leaderCompleted, now.Value))) : now;
    }
}
