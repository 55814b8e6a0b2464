using DualTwin.Backtest.Archive;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Tests;

/// <summary>The record of a race that a watcher of its frames would write down.</summary>
internal sealed class WatchedRace
{
    private readonly Dictionary<string, Watched> _cars = new(StringComparer.Ordinal);
    private TrackStatus _status = TrackStatus.Green;

    public void Watch(Frame frame)
    {
        _status = frame.Track?.Status ?? _status;
        foreach (var update in frame.Cars)
        {
            if (!_cars.TryGetValue(update.CarId, out var car))
            {
                _cars[update.CarId] = car = new Watched(update.GridPosition);
            }

            car.See(update, _status);
        }
    }

    public RecordedRace Record() => new()
    {
        Season = 0,
        Round = 0,
        Event = "watched",
        Cars = [.. _cars.Select(c => new RecordedCar { Driver = c.Key, Grid = c.Value.Grid, Retired = c.Value.Retired, Laps = c.Value.Laps })],
        Stops = [.. _cars.SelectMany(c => c.Value.Laps.Where(l => l.PitIn).Select(l => new RecordedStop(c.Key, l.Lap, null, null)))],
    };

    private sealed class Watched(int? grid)
    {
        private readonly SortedSet<char> _seen = [];
        private TyreCompound? _compound;
        private double _end;
        private bool _inPit;
        private bool _pitOut;

        public int? Grid { get; } = grid;

        public List<RecordedLap> Laps { get; } = [];

        public bool Retired { get; private set; }

        public void See(CarUpdate update, TrackStatus status)
        {
            Retired |= update.Retired == true;
            _seen.Add(status switch { TrackStatus.Green => '1', TrackStatus.Yellow => '2', TrackStatus.SafetyCar => '4', _ => '6' });
            var compound = _compound;
            _compound = (TyreCompound?)(int?)update.Compound ?? _compound;
            _inPit = update.InPit ?? _inPit;
            if (update.LastLapTime is { } time)
            {
                _end += time.TotalSeconds;
                Laps.Add(new RecordedLap
                {
                    Lap = update.LapsCompleted!.Value,
                    LapSeconds = time.TotalSeconds,
                    EndSeconds = _end,
                    Compound = compound,
                    TyreAgeLaps = update.TyreAge,
                    PitIn = _inPit,
                    PitOut = _pitOut,
                    Status = new string([.. _seen]),
                });
                _seen.Clear();
                _pitOut = false;
            }

            _pitOut |= update.InPit == false && Laps.Count > 0;
        }
    }
}
