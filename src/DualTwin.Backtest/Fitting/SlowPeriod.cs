using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Fitting;

/// <summary>A run of laps of the leader under one kind of caution.</summary>
/// <param name="FirstLap">First lap of the leader in which it was shown.</param>
/// <param name="LastLap">Last lap of the leader in which it was shown.</param>
internal sealed record SlowPeriod(int FirstLap, int LastLap)
{
    public int Laps => LastLap - FirstLap + 1;

    /// <summary>The runs of laps for which <paramref name="shown"/> holds.</summary>
    public static List<SlowPeriod> Of(FittedRace race, Func<RecordedLap, bool> shown)
    {
        var periods = new List<SlowPeriod>();
        var first = 0;
        for (var lap = 1; lap <= race.Race.LapCount + 1; lap++)
        {
            var now = race.Order.Leader(lap) is { } leader && shown(leader);
            if (now && first == 0)
            {
                first = lap;
            }
            else if (!now && first > 0)
            {
                periods.Add(new SlowPeriod(first, lap - 1));
                first = 0;
            }
        }

        return periods;
    }
}
