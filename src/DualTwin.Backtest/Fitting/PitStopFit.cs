using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Fitting;

/// <summary>What stops cost in one race: in lap and out lap against the laps around them, or against those who stayed out.</summary>
internal sealed class PitStopFit
{
    // Longer than this in the pit lane is a repair or a red flag, not a stop.
    private const double LongestLaneSeconds = 60;
    private const int NeighbouringLaps = 4;
    private const int FewestStayingOut = 4;

    private readonly FittedRace _race;

    public PitStopFit(FittedRace race)
    {
        _race = race;
        var cars = race.Race.Cars.ToDictionary(c => c.Driver, StringComparer.Ordinal);
        foreach (var stop in race.Race.Stops)
        {
            if (stop.LaneSeconds is > LongestLaneSeconds || !cars.TryGetValue(stop.Driver, out var car))
            {
                continue;
            }

            Add(car, stop);
        }
    }

    /// <summary>Cost of each stop under green, s, with the part of it in the in lap, s, and the standstill, s, where measured.</summary>
    public List<(double Loss, double InLap, double? Standstill)> Green { get; } = [];

    /// <summary>Cost of each stop under the safety car, s.</summary>
    public List<double> SafetyCar { get; } = [];

    /// <summary>Cost of each stop under a virtual safety car, s.</summary>
    public List<double> VirtualSafetyCar { get; } = [];

    /// <summary>Time in the pit lane of each stop under green, s.</summary>
    public List<double> Lane { get; } = [];

    private void Add(RecordedCar car, RecordedStop stop)
    {
        var (inLap, outLap) = (car.Lap(stop.Lap), car.Lap(stop.Lap + 1));
        if (inLap is null || outLap is null || inLap.RedFlag || outLap.RedFlag || stop.Lap < 2
            || FittedRace.SecondsOf(car, stop.Lap) is not { } inSeconds || FittedRace.SecondsOf(car, stop.Lap + 1) is not { } outSeconds)
        {
            return;
        }

        if (inLap.Green && outLap.Green && !outLap.PitIn && !outLap.Wet && !inLap.Wet)
        {
            AddGreen(car, stop, inSeconds, outSeconds);
        }
        else if (inLap.SafetyCar && outLap.SafetyCar && StayingOut(stop.Lap) is { } behindSafetyCar)
        {
            SafetyCar.Add(inSeconds + outSeconds - behindSafetyCar);
        }
        else if (inLap.VirtualSafetyCar && !inLap.SafetyCar && !outLap.SafetyCar && StayingOut(stop.Lap) is { } virtually)
        {
            VirtualSafetyCar.Add(inSeconds + outSeconds - virtually);
        }
    }

    private void AddGreen(RecordedCar car, RecordedStop stop, double inSeconds, double outSeconds)
    {
        var before = RacingLaps(car, stop.Lap - NeighbouringLaps, stop.Lap - 1);
        var after = RacingLaps(car, stop.Lap + 2, stop.Lap + 1 + NeighbouringLaps);
        if (before.Length < 2 || after.Length < 2)
        {
            return;
        }

        var (old, fresh) = (RobustStatistics.Median(before), RobustStatistics.Median(after));
        Green.Add((inSeconds + outSeconds - old - fresh, inSeconds - old, stop.StationarySeconds));
        if (stop.LaneSeconds is { } lane)
        {
            Lane.Add(lane);
        }
    }

    private static double[] RacingLaps(RecordedCar car, int from, int to) =>
        [.. car.Laps.Where(l => l.Lap >= from && l.Lap <= to && l.Racing).Select(l => l.LapSeconds!.Value)];

    private double? StayingOut(int lap)
    {
        var sums = _race.Race.Cars
            .Where(c => c.Lap(lap) is { PitIn: false, PitOut: false } && c.Lap(lap + 1) is { PitIn: false, PitOut: false })
            .Select(c => FittedRace.SecondsOf(c, lap) + FittedRace.SecondsOf(c, lap + 1))
            .OfType<double>().ToArray();
        return sums.Length >= FewestStayingOut ? RobustStatistics.Median(sums) : null;
    }
}
