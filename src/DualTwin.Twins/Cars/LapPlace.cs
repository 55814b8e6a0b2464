using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;

namespace DualTwin.Twins.Cars;

/// <summary>Where a car is: along its lap, and behind the leader.</summary>
internal static class LapPlace
{
    /// <summary>
    /// Part of the current lap behind the car at its newest message, 0…1: measured, else the time since it crossed the line over the
    /// expected lap; null where neither is known.
    /// </summary>
    public static double? Fraction(CarState car, SessionState state, Estimate? nextLap)
    {
        if (car.Motion.LapFraction is { } measured && double.IsFinite(measured))
        {
            return Math.Clamp(measured, 0, 1);
        }

        return state.SessionTime - car.Timing.LastCrossing is { } since && since >= TimeSpan.Zero && nextLap is { Mean: > 0 } lap
            ? Math.Min(1, since.TotalSeconds / lap.Mean)
            : null;
    }

    /// <summary>
    /// Time behind the leader at equal place on the road, s: the source's gap, and for cars that the source counts in laps the time since
    /// the leader crossed the line at the end of the same lap. Outside a race only the source can tell a gap: nobody follows anybody there.
    /// </summary>
    public static double? GapToLeader(CarState car, CarState? leader, SessionState state)
    {
        if (car.Timing.GapToLeader?.Time is { } gap)
        {
            return gap.TotalSeconds;
        }

        if (leader is null || !state.Session.IsRace)
        {
            return null;
        }

        return ReferenceEquals(car, leader) ? 0 : SinceLeader(car, leader);
    }

    private static double? SinceLeader(CarState car, CarState leader)
    {
        var lap = car.Laps.Count;
        if (lap == 0 || lap > leader.Laps.Count || car.Laps[lap - 1] is not { CompletedAt: { } own } record
            || leader.Laps[lap - 1] is not { CompletedAt: { } first } ahead || record.Lap != ahead.Lap)
        {
            return null;
        }

        return own >= first ? (own - first).TotalSeconds : null;
    }
}
