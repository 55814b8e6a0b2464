using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Scoring;

/// <summary>
/// Laps further on than the next, against "as the last lap": scored where the lap just ended, the lap in question and all between are
/// normal racing laps.
/// </summary>
public static class LapAheadScore
{
    /// <summary>How far ahead is scored, laps.</summary>
    public static readonly IReadOnlyList<int> Horizons = [2, 3, 5, 10];

    /// <summary>The figures of <paramref name="races"/>.</summary>
    public static IEnumerable<Figure> Of(IReadOnlyList<ScoredRace> races)
    {
        var sums = Horizons.ToDictionary(h => h, _ => (Count: 0, Miss: 0.0, Naive: 0.0, Covered: 0));
        foreach (var race in races)
        {
            var cars = race.Race.Cars.ToDictionary(c => c.Driver, StringComparer.Ordinal);
            foreach (var told in race.Predictions.Ahead)
            {
                if (Stretch(cars[told.Key.Driver], told.Key.Lap, told.Ahead) is var (last, actual))
                {
                    var sum = sums[told.Ahead];
                    sums[told.Ahead] = (
                        sum.Count + 1,
                        sum.Miss + Math.Abs(told.Median - actual),
                        sum.Naive + Math.Abs(last - actual),
                        sum.Covered + (actual >= told.P10 && actual <= told.P90 ? 1 : 0));
                }
            }
        }

        return sums.SelectMany(s => new Figure[]
        {
            new($"lap_ahead_{s.Key}.mae", s.Value.Miss / s.Value.Count),
            new($"lap_ahead_{s.Key}.naive", s.Value.Naive / s.Value.Count),
            new($"lap_ahead_{s.Key}.ratio", s.Value.Miss / s.Value.Naive),
            new($"lap_ahead_{s.Key}.cover80", (double)s.Value.Covered / s.Value.Count),
        });
    }

    private static (double Last, double Actual)? Stretch(RecordedCar car, int lap, int ahead)
    {
        for (var number = lap; number <= lap + ahead; number++)
        {
            if (car.Lap(number) is not { Clean: true })
            {
                return null;
            }
        }

        return (car.Lap(lap)!.LapSeconds!.Value, car.Lap(lap + ahead)!.LapSeconds!.Value);
    }
}
