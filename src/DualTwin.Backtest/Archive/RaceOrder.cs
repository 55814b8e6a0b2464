namespace DualTwin.Backtest.Archive;

/// <summary>Who crossed the line behind whom, lap by lap.</summary>
public sealed class RaceOrder
{
    private readonly Dictionary<int, (RecordedCar Car, double End)[]> _laps;

    public RaceOrder(RecordedRace race)
    {
        _laps = race.Cars
            .SelectMany(car => car.Laps.Where(l => l.EndSeconds is not null).Select(l => (Car: car, l.Lap, End: l.EndSeconds!.Value)))
            .GroupBy(x => x.Lap)
            .ToDictionary(g => g.Key, g => g.Select(x => (x.Car, x.End)).OrderBy(x => x.End).ToArray());
    }

    /// <summary>Cars that completed <paramref name="lap"/>, first across the line first, with the time of crossing, s.</summary>
    public IReadOnlyList<(RecordedCar Car, double End)> At(int lap) => _laps.TryGetValue(lap, out var order) ? order : [];

    /// <summary>The lap of the car that was first across the line at the end of <paramref name="lap"/>; null where nobody was.</summary>
    public RecordedLap? Leader(int lap) => At(lap) is [var first, ..] ? first.Car.Lap(lap) : null;

    /// <summary>Time behind the car ahead at the end of each lap, s, by driver and lap; the leader has none.</summary>
    public Dictionary<(string Driver, int Lap), double> Gaps()
    {
        var gaps = new Dictionary<(string, int), double>();
        foreach (var (lap, order) in _laps)
        {
            for (var i = 1; i < order.Length; i++)
            {
                gaps[(order[i].Car.Driver, lap)] = order[i].End - order[i - 1].End;
            }
        }

        return gaps;
    }
}
