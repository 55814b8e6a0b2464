using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>What happened in recorded races, row by row.</summary>
internal static class RaceTruth
{
    private const int Horizon = 5;

    /// <summary>The rows of <paramref name="race"/>, by driver and lap.</summary>
    public static TruthRow[] Of(RecordedRace race)
    {
        var facts = race.Facts ?? throw new InvalidDataException($"races holds no row for {race.Season} round {race.Round}, {race.Event}.");
        var stops = race.Stops.Select(s => (s.Driver, s.Lap)).ToHashSet();
        var orders = Orders(race);
        var rows = new List<TruthRow>();
        foreach (var car in race.Cars.OrderBy(c => c.Driver, StringComparer.Ordinal))
        {
            var own = car.Laps.Select(lap => RowOf(race, facts, car, lap, stops.Contains((car.Driver, lap.Lap)), orders)).ToArray();
            for (var i = 0; i < own.Length; i++)
            {
                own[i].Following = own.AsMemory(i + 1, Math.Min(Horizon, own.Length - i - 1));
            }

            rows.AddRange(own);
        }

        return [.. rows];
    }

    private static TruthRow RowOf(
        RecordedRace race, RaceFacts facts, RecordedCar car, RecordedLap lap, bool stop, Dictionary<(int Lap, string Driver), double> orders)
    {
        return new TruthRow
        {
            Key = new LapKey(race.Season, race.Round, car.Driver, lap.Lap),
            Stratum = facts.Stratum,
            Event = race.Event,
            Wet = facts.Wet,
            Distance = facts.Distance,
            LapSeconds = lap.LapSeconds,
            EndSeconds = lap.EndSeconds,
            Position = lap.Position,
            Green = !lap.SafetyCar && !lap.VirtualSafetyCar && !lap.RedFlag,
            Clean = lap.Clean,
            Stop = stop,
            Finish = car.Finish,
            Order = orders.TryGetValue((lap.Lap, car.Driver), out var order) ? order : null,
        };
    }

    private static Dictionary<(int Lap, string Driver), double> Orders(RecordedRace race)
    {
        var orders = new Dictionary<(int, string), double>();
        var laps = race.Cars.SelectMany(c => c.Laps.Where(l => l.EndSeconds is not null).Select(l => (c.Driver, l.Lap, End: l.EndSeconds!.Value)));
        foreach (var lap in laps.GroupBy(l => l.Lap))
        {
            var place = 1;
            foreach (var tied in lap.GroupBy(l => l.End).OrderBy(g => g.Key))
            {
                var cars = tied.ToArray();
                foreach (var car in cars)
                {
                    orders[(lap.Key, car.Driver)] = place + ((cars.Length - 1) / 2.0);
                }

                place += cars.Length;
            }
        }

        return orders;
    }
}
