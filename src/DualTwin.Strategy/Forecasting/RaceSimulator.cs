using DualTwin.RaceModel.Belief;

namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// Simulates whole races on from an outlook, all cars lap by lap to the flag. Race <c>n</c> of a seed is the same race whoever simulates
/// it and whatever was simulated before. Allocates nothing per race; one simulator is for one thread at a time.
/// </summary>
public sealed class RaceSimulator
{
    // The regulations classify who has completed this share of the winner's distance.
    private const double ClassifiedShare = 0.9;
    private const float LatestRetirement = 1e6f;
    private const double LeastRetirement = 1e-9;
    private const ulong RaceStep = 0xD1B54A32D192ED03;
    private const ulong LapStep = 0xA0761D6478BD642F;
    private const ulong OfTheTrack = 0xE7037ED1A0B428DB;

    private readonly RaceOutlook _outlook;
    private readonly DrawSource _draws = new();
    private readonly CarArrays _cars;
    private readonly CautionRun _caution;
    private readonly WeatherRun _weather;
    private readonly StopRun _stops;
    private readonly RoadRun _road;
    private readonly int[] _waiting;
    private readonly int[] _outBefore;
    private readonly int[] _order;
    private readonly int[] _retired;
    private readonly int[] _retiresIn;
    private readonly float[] _losses;
    private readonly float[] _joinAge;
    private readonly float _retirementPerLap;
    private readonly int _lastUnclassified;
    private int _running;
    private int _out;
    private int _joined;
    private int _next;
    private int _classifiedOut;

    /// <summary>A simulator of races that go on from <paramref name="outlook"/>.</summary>
    public RaceSimulator(RaceOutlook outlook)
    {
        _outlook = outlook;
        _cars = new CarArrays(outlook);
        _caution = new CautionRun(outlook);
        _weather = new WeatherRun(outlook);
        _stops = new StopRun(outlook, _cars);
        _road = new RoadRun(outlook, _cars);
        var cars = Enumerable.Range(0, outlook.Cars).ToArray();
        (_order, _retired, _retiresIn) = (new int[cars.Length], new int[cars.Length], new int[cars.Length]);
        (_losses, _joinAge) = (new float[cars.Length], new float[cars.Length]);
        _waiting = [.. cars.Where(i => outlook.Condition.Cars[i].Running).OrderBy(i => outlook.LapsDone[i]).ThenBy(i => outlook.Places[i])];
        _outBefore = [.. cars.Where(i => !outlook.Condition.Cars[i].Running).OrderByDescending(i => outlook.Places[i])];
        var (circuit, field) = (outlook.Race.Circuit, outlook.Race.Field);
        var caused = (circuit.SafetyCarPerLap + circuit.VirtualSafetyCarPerLap) * field.NeutralisationWithRetirementShare;
        _retirementPerLap = (float)Math.Max(LeastRetirement, circuit.RetirementPerLap - (caused / outlook.Cars));
        _lastUnclassified = (int)(ClassifiedShare * outlook.Laps);
    }

    /// <summary>Simulates races <paramref name="from"/> to <paramref name="to"/> (excluded) of <paramref name="seed"/> and counts them in <paramref name="tally"/>.</summary>
    public void Run(ulong seed, int from, int to, ForecastTally tally) => Run(seed, from, to, (IRaceWatch)tally);

    /// <summary>Simulates races <paramref name="from"/> to <paramref name="to"/> (excluded) of <paramref name="seed"/> while <paramref name="watch"/> looks on.</summary>
    internal void Run(ulong seed, int from, int to, IRaceWatch watch)
    {
        for (var race = from; race < to; race++)
        {
            Simulate(seed, race, watch);
            watch.Finish(_order, _running + _classifiedOut);
        }
    }

    /// <summary>Simulates one race and writes its result, the index of the car in each place, into <paramref name="result"/>.</summary>
    /// <param name="seed">Seed of the forecast.</param>
    /// <param name="race">Number of the race.</param>
    /// <param name="result">As long as there are cars.</param>
    /// <param name="lapEnded">Told after each lap: the lap, and each car's time at its end, s after the leader's last crossing before the forecast.</param>
    public void Replay(ulong seed, int race, Span<int> result, Action<int, ReadOnlyMemory<float>>? lapEnded = null)
    {
        Simulate(seed, race, null, lapEnded);
        _order.CopyTo(result);
    }

    private void Simulate(ulong seed, int race, IRaceWatch? watch, Action<int, ReadOnlyMemory<float>>? lapEnded = null)
    {
        var own = seed + (RaceStep * (ulong)race);

        // What the track does draws on its own: a neutralisation that is asked for must not change who drops out, or what a stop costs.
        _draws.Sow(own + OfTheTrack);
        _caution.Begin(_draws);
        _weather.Begin();
        _draws.Sow(own);
        Begin();
        watch?.Begin(_cars.Wear);
        for (var lap = _outlook.FirstLap; lap <= _outlook.Laps; lap++)
        {
            // Each lap draws from its own beginning: two outlooks that differ in one car's stops share the luck of every lap, so that what is
            // between them shows in far fewer races.
            var ofLap = own + (LapStep * (ulong)lap);
            _draws.Sow(ofLap + OfTheTrack);
            Join(lap);

            // A lap that the leader has ended already is one of cars behind, run under what is out now.
            if (lap > _outlook.LeaderLaps)
            {
                _weather.NextLap(lap, _draws);
                if (_caution.NextLap(_draws) && _joined > 0)
                {
                    _retiresIn[Joined(_draws.Index(_joined))] = lap;
                }
            }

            Retire(lap);
            _draws.Sow(ofLap);
            Drive(lap);
            watch?.Lap(lap, _order, _joined, _cars.Time, _caution.Now, _road.Stops);
            lapEnded?.Invoke(lap, _cars.Time);
        }

        _running = _joined;
        for (var i = 0; i < _out; i++)
        {
            _order[_order.Length - 1 - i] = _retired[i];
        }
    }

    private void Begin()
    {
        _cars.Begin(_draws);
        _stops.Begin(_draws);
        (_joined, _next, _classifiedOut) = (0, 0, 0);
        _outBefore.CopyTo(_retired, 0);
        _out = _outBefore.Length;
        var (grid, field) = (_outlook.LeaderLaps == 0, _outlook.Race.Field);
        foreach (var i in _waiting)
        {
            var lasts = (int)Math.Min(LatestRetirement, _draws.Exponential() / _retirementPerLap);
            _retiresIn[i] = grid && _draws.Share() < field.FirstLapRetirementShare ? 1 : _outlook.LapsDone[i] + 1 + lasts;
            if (_outlook.StopBegun[i])
            {
                _cars.Time[i] += _stops.Rest(_caution.Now);
            }

            if (_outlook.NeedsSet[i])
            {
                _stops.Refit(i);
            }
        }

        if (_outlook.Suspended)
        {
            _stops.ChangeWhileSuspended();
        }

        _cars.Age.AsSpan(0, _joinAge.Length).CopyTo(_joinAge);
    }

    // Cars that have ended more laps than others wait at the line until those have ended them too.
    private void Join(int lap)
    {
        for (; _next < _waiting.Length && _outlook.LapsDone[_waiting[_next]] < lap; _next++)
        {
            var i = _waiting[_next];
            var place = _joined++;
            for (; place > 0 && _cars.Time[_order[place - 1]] > _cars.Time[i]; place--)
            {
                _order[place] = _order[place - 1];
            }

            _order[place] = i;
            _cars.Age[i] = _joinAge[i];
        }
    }

    // By identity, not by place: who drops out must not hang on who is where.
    private int Joined(int index)
    {
        var joined = _order.AsSpan(0, _joined);
        for (var i = 0; ; i++)
        {
            if (joined.Contains(i) && index-- == 0)
            {
                return i;
            }
        }
    }

    private void Retire(int lap)
    {
        var kept = 0;
        for (var place = 0; place < _joined; place++)
        {
            var i = _order[place];
            if (_retiresIn[i] > lap)
            {
                _order[kept++] = i;
                continue;
            }

            _retired[_out++] = i;
            _classifiedOut += lap > _lastUnclassified ? 1 : 0;
        }

        // Of those that drop out in one lap the first was farthest.
        _retired.AsSpan(_out - (_joined - kept), _joined - kept).Reverse();
        _joined = kept;
    }

    private void Drive(int lap)
    {
        _cars.Drive(lap, _weather, _draws);
        var first = lap == 1 && _outlook.LeaderLaps == 0;
        var (under, stopLap, stops) = (_caution.Now, _stops.StopLap, _road.Stops);
        for (var place = 0; place < _joined; place++)
        {
            var i = _order[place];
            stops[i] = lap < _outlook.Laps
                && (_weather.HasChanged && _stops.TurnsWithWeather(i, _weather)
                    || stopLap[i] == lap
                    || (under != Neutralisation.None && _stops.TakesChance(i, lap, _caution)));
            if (stops[i])
            {
                _losses[i] = _stops.Stop(i, lap, under, _weather);
            }

            if (first)
            {
                _cars.Lap[i] += _cars.StartSeconds(i);
            }
        }

        _road.Resolve(lap, _order, _joined, under, _losses);
    }
}
