using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Fitting;

/// <summary>Safety cars, virtual safety cars and yellow flags over all races.</summary>
internal sealed class NeutralisationFit
{
    // A set younger than this is kept, and so near the flag nobody stops: such cars had no reason to use the chance.
    private const int YoungestSetLaps = 8;
    private const int FewestLapsLeft = 8;

    public NeutralisationFit(IReadOnlyList<FittedRace> races)
    {
        foreach (var race in races)
        {
            var safetyCars = SlowPeriod.Of(race, l => l.SafetyCar);
            var virtuals = SlowPeriod.Of(race, l => l.VirtualSafetyCar && !l.SafetyCar && !l.RedFlag);
            SafetyCars.AddRange(safetyCars.Select(p => (race, p)));
            VirtualSafetyCars.AddRange(virtuals.Select(p => (race, p)));
            Yellows += SlowPeriod.Of(race, OnlyYellow).Count;
            Laps += race.Race.LapCount;
            AddFactors(race);
        }
    }

    public List<(FittedRace Race, SlowPeriod Period)> SafetyCars { get; } = [];

    public List<(FittedRace Race, SlowPeriod Period)> VirtualSafetyCars { get; } = [];

    public int Yellows { get; private set; }

    public int Laps { get; private set; }

    /// <summary>Time of the leader's full laps behind the safety car, in racing laps.</summary>
    public List<double> QueueFactors { get; } = [];

    /// <summary>Time of everybody's full laps under the safety car, in racing laps.</summary>
    public List<double> SafetyCarFactors { get; } = [];

    /// <summary>Time of full laps under a virtual safety car, in racing laps.</summary>
    public List<double> VirtualFactors { get; } = [];

    /// <summary>Gaps between neighbours at the end of full laps behind the safety car, s.</summary>
    public List<double> QueueGaps { get; } = [];

    /// <summary>Loss of laps with a yellow flag against what the car would have done, s.</summary>
    public List<double> YellowLosses { get; } = [];

    public static bool OnlyYellow(RecordedLap lap) => lap.Status is "2" or "12" or "21" or "121" or "212";

    /// <summary>Share of the cautions in which a car drops out at most two laps before.</summary>
    public double RetirementShare()
    {
        var all = SafetyCars.Concat(VirtualSafetyCars).ToArray();
        var with = all.Count(x => x.Race.Race.Cars.Any(c =>
        {
            var last = c.Laps.Count == 0 ? 0 : c.Laps[^1].Lap;
            return c.Retired && last >= x.Period.FirstLap - 2 && last <= x.Period.FirstLap;
        }));
        return (double)with / all.Length;
    }

    /// <summary>Share of the cars with a reason to stop that do stop in such a period, in dry races.</summary>
    public static double StopShare(IEnumerable<(FittedRace Race, SlowPeriod Period)> periods)
    {
        var (eligible, stopped) = (0, 0);
        foreach (var (race, period) in periods.Where(p => p.Race.Dry))
        {
            foreach (var car in race.Race.Cars)
            {
                var lap = car.Lap(period.FirstLap);
                if (lap?.TyreAgeLaps is not >= YoungestSetLaps || race.Race.LapCount - period.FirstLap < FewestLapsLeft)
                {
                    continue;
                }

                eligible++;
                stopped += race.Race.Stops.Any(s => s.Driver == car.Driver && s.Lap >= period.FirstLap && s.Lap <= period.LastLap) ? 1 : 0;
            }
        }

        return (double)stopped / eligible;
    }

    private void AddFactors(FittedRace race)
    {
        if (!race.Dry)
        {
            return;
        }

        for (var lap = 2; lap <= race.Race.LapCount; lap++)
        {
            var order = race.Order.At(lap);
            for (var i = 0; i < order.Count; i++)
            {
                var recorded = order[i].Car.Lap(lap)!;
                if (recorded.PitIn || recorded.PitOut || FittedRace.SecondsOf(order[i].Car, lap) is not { } seconds)
                {
                    continue;
                }

                AddLap(race, order[i].Car, recorded, seconds / race.MedianLapSeconds, leader: i == 0);
                if (recorded.Status == "4" && i > 0 && order[i].End - order[i - 1].End < 5)
                {
                    QueueGaps.Add(order[i].End - order[i - 1].End);
                }
            }
        }
    }

    private void AddLap(FittedRace race, RecordedCar car, RecordedLap lap, double factor, bool leader)
    {
        switch (lap.Status)
        {
            case "4" when factor < 3:
                SafetyCarFactors.Add(factor);
                if (leader)
                {
                    QueueFactors.Add(factor);
                }

                break;
            case "6" when factor < 3:
                VirtualFactors.Add(factor);
                break;
            default:
                if (OnlyYellow(lap) && race.Pace?.Expected(car, lap) is { } expected && lap.LapSeconds < race.SlowestSeconds)
                {
                    YellowLosses.Add(lap.LapSeconds!.Value - expected);
                }

                break;
        }
    }
}
