using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Fitting;

/// <summary>What stops cost in one race: in lap and out lap against the laps around them, or against those who stayed out.</summary>
internal sealed class PitStopFit
{
    // Longer than this in the pit lane is a repair or a red flag, not a stop.
    private const double LongestLaneSeconds = 60;
    private const int NeighbouringLaps = 4;
    private const int NearestCars = 3;
    private const double NearSeconds = 15;

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
            || inLap.Wet || outLap.Wet || FittedRace.SecondsOf(car, stop.Lap) is not { } inSeconds || FittedRace.SecondsOf(car, stop.Lap + 1) is not { } outSeconds)
        {
            return;
        }

        if (inLap.Green && outLap.Green && !outLap.PitIn)
        {
            AddGreen(car, stop, inSeconds, outSeconds);
        }
        else if (inLap.SafetyCar && outLap.SafetyCar && StayingOut(car, stop.Lap) is { } behindSafetyCar)
        {
            SafetyCar.Add(inSeconds + outSeconds - behindSafetyCar);
        }
        else if (inLap.VirtualSafetyCar && !inLap.SafetyCar && !outLap.SafetyCar && StayingOut(car, stop.Lap) is { } virtually)
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

    // Mean of the two laps of the cars that were nearest on the road and stayed out: they met the same caution at the same place.
    private double? StayingOut(RecordedCar stopping, int lap)
    {
        if (stopping.Lap(lap - 1)?.EndSeconds is not { } start)
        {
            return null;
        }

        var nearest = _race.Race.Cars
            .Where(c => c != stopping && StaysOut(c.Lap(lap)) && StaysOut(c.Lap(lap + 1)) && c.Lap(lap - 1)?.EndSeconds is not null)
            .Select(c => (Away: Math.Abs(c.Lap(lap - 1)!.EndSeconds!.Value - start), Sum: FittedRace.SecondsOf(c, lap) + FittedRace.SecondsOf(c, lap + 1)))
            .Where(c => c.Sum is not null && c.Away < NearSeconds)
            .OrderBy(c => c.Away).Take(NearestCars).ToArray();
        return nearest.Length >= 2 ? nearest.Average(c => c.Sum!.Value) : null;
    }

    private static bool StaysOut(RecordedLap? lap) => lap is { PitIn: false, PitOut: false };
}
