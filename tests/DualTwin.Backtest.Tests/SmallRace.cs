using System.Globalization;
using DualTwin.Backtest.Archive;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Tests;

/// <summary>Races of a few laps, written by hand.</summary>
internal static class SmallRace
{
    /// <summary>A race over <paramref name="distance"/> laps.</summary>
    public static RecordedRace Of(int distance, params RecordedCar[] cars) => new()
    {
        Season = 2024,
        Round = 1,
        Event = "Bahrain Grand Prix",
        Cars = cars,
        Stops = [.. cars.SelectMany(c => c.Laps.Where(l => l.PitIn).Select(l => new RecordedStop(c.Driver, l.Lap, 22, 2.4)))],
        Facts = new RaceFacts(distance, 0, "all"),
    };

    /// <summary>A car that crosses the line after each of the given lap times, s; a stop at the end of the laps in <paramref name="stops"/>.</summary>
    public static RecordedCar Car(string driver, double delay, double[] laps, int[]? stops = null, int? finish = null, string[]? status = null)
    {
        var end = 100 + delay;
        var age = 0;
        var records = new List<RecordedLap>();
        for (var i = 0; i < laps.Length; i++)
        {
            var start = end;
            end = Math.Round(end + laps[i], 3);
            age = stops?.Contains(i) == true ? 1 : age + 1;
            records.Add(new RecordedLap
            {
                Lap = i + 1,
                LapSeconds = laps[i],
                StartSeconds = start,
                EndSeconds = end,
                Compound = stops?.Any(s => s <= i) == true ? TyreCompound.Hard : TyreCompound.Medium,
                TyreAgeLaps = age,
                Position = driver[0] - 'A' + 1,
                PitIn = stops?.Contains(i + 1) == true,
                PitOut = stops?.Contains(i) == true,
                Status = status?[i] ?? "1",
            });
        }

        return new RecordedCar { Driver = driver, Laps = records, Grid = driver[0] - 'A' + 1, Finish = finish, Team = driver, Number = driver[0] - 'A' + 1 };
    }

    /// <summary>Equal laps but for a ripple, so that no two are the same.</summary>
    public static double[] Laps(int count, double seconds) => [.. Enumerable.Range(1, count).Select(i => Math.Round(seconds + (0.1 * Math.Sin(i * seconds)), 3))];

    /// <summary>A number as text.</summary>
    public static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
