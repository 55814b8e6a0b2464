using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Walk;

/// <summary>What is known at a line crossing of the cars that crossed before it.</summary>
internal sealed class CrossingOrder
{
    // A car past which another has crossed the line this often since its own last crossing has stopped: no repair in the pits takes so long
    // and is worth it, and a feed tells of a stopped car sooner.
    private const int CrossingsUntilStopped = 3;

    private readonly Dictionary<int, (double First, double Last)> _laps = [];
    private readonly Dictionary<string, (double At, int Lap)> _cars = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stopped = new(StringComparer.Ordinal);

    /// <summary>Most laps that any car has completed.</summary>
    public int Completed { get; private set; }

    /// <summary>Time behind the first car that completed the same lap, s; 0 for that car.</summary>
    public double BehindLeader(RecordedLap lap) => _laps.TryGetValue(lap.Lap, out var times) ? lap.EndSeconds!.Value - times.First : 0;

    /// <summary>Time behind the newest car that completed the same lap, s; null for the first.</summary>
    public double? BehindAhead(RecordedLap lap) => _laps.TryGetValue(lap.Lap, out var times) ? lap.EndSeconds!.Value - times.Last : null;

    /// <summary>Notes a crossing; true where the car had been taken for stopped.</summary>
    public bool Cross(RecordedCar car, RecordedLap lap)
    {
        var end = lap.EndSeconds!.Value;
        _laps[lap.Lap] = (_laps.TryGetValue(lap.Lap, out var times) ? times.First : end, end);
        _cars[car.Driver] = (end, lap.Lap);
        Completed = Math.Max(Completed, lap.Lap);
        return _stopped.Remove(car.Driver);
    }

    /// <summary>Cars that are found to have stopped with the newest crossing, each told once.</summary>
    public IEnumerable<string> NewlyStopped()
    {
        var newest = _cars.Values.Count == 0 ? 0 : _laps.TryGetValue(Completed - CrossingsUntilStopped + 1, out var times) ? times.First : double.NegativeInfinity;
        foreach (var (driver, crossing) in _cars)
        {
            if (crossing.At < newest && _stopped.Add(driver))
            {
                yield return driver;
            }
        }
    }
}
