using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Fitting;

namespace DualTwin.Backtest.Shape;

/// <summary>What a race looked like, in a few numbers that any race has, recorded or sampled.</summary>
public static class RaceShape
{
    private const double LargestGapSeconds = 30;
    private const int ShortestSlopeLaps = 8;

    /// <summary>Measures <paramref name="race"/>: name of each measure, with its unit, and value; what cannot be told is left out.</summary>
    public static IReadOnlyDictionary<string, double> Measure(RecordedRace race)
    {
        var laps = race.Cars.SelectMany(c => c.Laps).Where(l => l.Racing).Select(l => l.LapSeconds!.Value).ToArray();
        var median = RobustStatistics.Median(laps);
        var order = new RaceOrder(race);
        var measures = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["lap_time_spread_percent"] = 100 * (RobustStatistics.Quantile(laps, 0.95) - RobustStatistics.Quantile(laps, 0.05)) / median,
            ["lap_time_scatter_within_car_percent"] = 100 * WithinCar(race) / median,
            ["stops_per_finisher"] = StopsPerFinisher(race),
            ["retired_cars"] = race.Cars.Count(c => c.Retired),
            ["passes_per_racing_lap"] = PassesPerLap(race, order),
            ["gap_between_neighbours_median_seconds"] = NeighbourGap(race, order),
            ["leader_to_tenth_at_three_quarters_seconds"] = LeaderToTenth(race, order),
            ["tyre_slope_seconds_per_lap"] = TyreSlope(race),
            ["first_lap_places_changed_mean"] = FirstLapChanges(race, order),
        };
        return measures.Where(m => double.IsFinite(m.Value)).ToDictionary(StringComparer.Ordinal);
    }

    private static double WithinCar(RecordedRace race) => RobustStatistics.Median(race.Cars
        .Select(c => c.Laps.Where(l => l.Racing).Select(l => l.LapSeconds!.Value).ToArray())
        .Where(l => l.Length >= ShortestSlopeLaps).Select(l => RobustStatistics.Deviation(l)));

    private static double StopsPerFinisher(RecordedRace race)
    {
        var finishers = race.Cars.Where(c => !c.Retired).Select(c => c.Driver).ToHashSet(StringComparer.Ordinal);
        return (double)race.Stops.Count(s => finishers.Contains(s.Driver)) / finishers.Count;
    }

    // Pairs of cars that changed places within a lap that both drove at racing speed.
    private static double PassesPerLap(RecordedRace race, RaceOrder order)
    {
        var (passes, laps) = (0, 0);
        for (var lap = 2; lap <= race.LapCount; lap++)
        {
            var before = order.At(lap - 1).Where(x => x.Car.Lap(lap) is { Racing: true, EndSeconds: not null }).ToArray();
            laps += before.Length >= 10 ? 1 : 0;
            for (var i = 0; i < before.Length; i++)
            {
                for (var j = i + 1; j < before.Length; j++)
                {
                    passes += before[j].Car.Lap(lap)!.EndSeconds < before[i].Car.Lap(lap)!.EndSeconds ? 1 : 0;
                }
            }
        }

        return (double)passes / laps;
    }

    private static double NeighbourGap(RecordedRace race, RaceOrder order)
    {
        var gaps = new List<double>();
        for (var lap = 2; lap <= race.LapCount; lap++)
        {
            var crossings = order.At(lap);
            for (var i = 1; i < crossings.Count; i++)
            {
                var gap = crossings[i].End - crossings[i - 1].End;
                if (gap < LargestGapSeconds && crossings[i].Car.Lap(lap)!.Racing && crossings[i - 1].Car.Lap(lap)!.Racing)
                {
                    gaps.Add(gap);
                }
            }
        }

        return RobustStatistics.Median(gaps);
    }

    private static double LeaderToTenth(RecordedRace race, RaceOrder order)
    {
        var crossings = order.At(race.LapCount * 3 / 4);
        return crossings.Count < 10 ? double.NaN : crossings[9].End - crossings[0].End;
    }

    // Slope of lap time over age within stints, fuel not taken out: the median stint of the race.
    private static double TyreSlope(RecordedRace race) => RobustStatistics.Median(race.Cars
        .SelectMany(c => c.Laps.Where(l => l.Racing && l.TyreAgeLaps is not null)
            .GroupBy(l => (l.Compound, Start: l.Lap - l.TyreAgeLaps!.Value)))
        .Where(stint => stint.Count() >= ShortestSlopeLaps)
        .Select(stint => Slope([.. stint.Select(l => (l.TyreAgeLaps!.Value, l.LapSeconds!.Value))])));

    private static double Slope((double X, double Y)[] points) => RobustStatistics.Median(
        points.SelectMany((a, i) => points.Skip(i + 1).Where(b => b.X > a.X).Select(b => (b.Y - a.Y) / (b.X - a.X))));

    private static double FirstLapChanges(RecordedRace race, RaceOrder order)
    {
        var changes = order.At(1).Select((x, i) => (x.Car.Grid, Place: i + 1)).Where(x => x.Grid is not null)
            .Select(x => (double)Math.Abs(x.Place - x.Grid!.Value)).ToArray();
        return changes.Length == 0 ? double.NaN : changes.Average();
    }
}
