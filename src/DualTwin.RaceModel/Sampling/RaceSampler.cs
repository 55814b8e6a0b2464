namespace DualTwin.RaceModel.Sampling;

/// <summary>
/// Runs one race on from a condition, lap by lap. Pure: equal parameters, condition and seed give the same race. Not safe for use by
/// several threads at once; one sampler makes one race.
/// </summary>
public sealed class RaceSampler
{
    private const int MillisecondDigits = 3;

    // A car that stops as soon as it has begun a lap has still begun it: the lap must not round to nothing.
    private const double ShortestLapSeconds = 0.001;

    // A lap this much longer than the reference covers any lap under caution with a stop: how far ahead cautions are drawn.
    private const double LongestLapFactor = 2.5;

    // Cars drop out of a first lap on their way round it: earlier than this the time on the grid would weigh too much in the share.
    private const double EarliestRetirement = 0.35;

    // The way into the pit lane: a car beyond it comes in at the end of the next lap at the earliest, and one in the pit lane is past
    // the line if it has driven less than half a lap.
    private const double PitEntryFraction = 0.95;
    internal const double PastLineFraction = 0.5;

    private readonly RaceParameters _race;
    private readonly SeededRandom _random;
    private readonly CarRun[] _cars;
    private readonly CautionTimeline _cautions;
    private readonly TrackWeather _weather;
    private readonly StopStrategy _strategy;
    private readonly RoadOrder _road;
    private readonly LapClock _clock;
    private readonly List<LapDraft> _drafts = [];
    private readonly double _retirementPerLap;
    private double? _midLap;

    /// <param name="race">What stays the same.</param>
    /// <param name="start">How the race stands.</param>
    /// <param name="seed">Which of the possible races.</param>
    /// <exception cref="ArgumentException">The cars of <paramref name="race"/> and <paramref name="start"/> are not the same number, or there are none.</exception>
    public RaceSampler(RaceParameters race, RaceCondition start, ulong seed)
    {
        if (race.Cars.Length != start.Cars.Length)
        {
            throw new ArgumentException(
                $"The condition has {start.Cars.Length} cars where the parameters have {race.Cars.Length}.", nameof(start));
        }

        if (race.Cars.IsEmpty)
        {
            throw new ArgumentException("A race needs at least one car.", nameof(race));
        }

        _race = race;
        _random = new SeededRandom(seed);
        _cars = [.. race.Cars.Select((car, i) => new CarRun(i, car, start.Cars[i]))];
        _midLap = start.AtSeconds;
        _cautions = new CautionTimeline(race, _random, start.AtSeconds ?? _cars.Min(c => c.CrossedAt), start.Caution);
        _weather = new TrackWeather(race, _random, start);
        _strategy = new StopStrategy(race, _random);
        _road = new RoadOrder(race, _random);
        _clock = new LapClock(race, _cautions);
        var caused = (race.Circuit.SafetyCarPerLap + race.Circuit.VirtualSafetyCarPerLap) * race.Field.NeutralisationWithRetirementShare;
        _retirementPerLap = Math.Max(0, race.Circuit.RetirementPerLap - (caused / race.Cars.Length));
        foreach (var car in _cars)
        {
            _strategy.PlanStint(car);
        }
    }

    /// <summary>Cautions so far, those already drawn for the coming laps included.</summary>
    public IReadOnlyList<Caution> Cautions => _cautions.Cautions;

    /// <summary>Wetness of the track in the lap sampled last, 0…1.</summary>
    public double Wetness => _weather.Wetness;

    /// <summary>Whether rain fell in the lap sampled last.</summary>
    public bool Raining => _weather.Raining;

    /// <summary>Whether no car has a lap left to run.</summary>
    public bool Finished => !Array.Exists(_cars, HasLapLeft);

    /// <summary>Goes on, from the next lap of every car, to another of the possible races; what was drawn ahead by now, such as cautions, stays.</summary>
    public void Turn(ulong seed) => _random.Sow(seed);

    /// <summary>
    /// The next lap of every car that has one left, first across the line first. A lapped car is sampled over the full distance too;
    /// <see cref="SampledRace"/> takes it out when the leader has finished.
    /// </summary>
    public IReadOnlyList<SampledLap> Step()
    {
        var running = Array.FindAll(_cars, HasLapLeft);
        if (running.Length == 0)
        {
            return [];
        }

        Array.Sort(running, CompareOnRoad);
        var horizon = running.Max(c => c.CrossedAt) + (LongestLapFactor * _race.Circuit.ReferenceLapSeconds);
        _cautions.DrawTo(horizon, at => DropOut(running, at));
        if (_midLap is { } at)
        {
            BeginStops(running, at);
        }
        else
        {
            _weather.NextLap();
        }

        _drafts.Clear();
        for (var i = 0; i < running.Length; i++)
        {
            _drafts.Add(Draft(running[i], i == 0 ? null : running[i - 1]));
        }

        _road.Resolve(_drafts);
        _drafts.ForEach(StopBeforeLine);
        var laps = _drafts.ConvertAll(Complete);
        _midLap = null;
        laps.Sort(static (a, b) => a.EndSeconds.CompareTo(b.EndSeconds));
        return laps;
    }

    private bool HasLapLeft(CarRun car) => car.Running && car.LapsCompleted < _race.Laps;

    // At the start everybody stands; the grid is the order.
    private static int CompareOnRoad(CarRun a, CarRun b)
    {
        var laps = b.LapsCompleted.CompareTo(a.LapsCompleted);
        var place = laps != 0 ? laps : b.LapFraction.CompareTo(a.LapFraction);
        var time = place != 0 ? place : a.CrossedAt.CompareTo(b.CrossedAt);
        return time != 0 ? time : a.GridPosition.CompareTo(b.GridPosition);
    }

    private void DropOut(CarRun[] running, double at)
    {
        var car = running[_random.NextIndex(running.Length)];
        if (car.CrossedAt <= at)
        {
            car.DropsOutAt = Math.Min(car.DropsOutAt, at);
        }
    }

    // A car past the line in its pit lane begins with the stop; one before the line comes to it at the end of the lap.
    private void BeginStops(CarRun[] running, double at)
    {
        foreach (var car in running)
        {
            if (car.Stopping && car.LapFraction < PastLineFraction)
            {
                Fit(car, _strategy.Draw(_strategy.Choose(car, _weather.Wetness), _cautions.At(at)));
                car.Stopping = false;
            }
        }
    }

    private LapDraft Draft(CarRun car, CarRun? ahead)
    {
        var draft = new LapDraft
        {
            Car = car,
            StartSeconds = car.CrossedAt,
            FromSeconds = _midLap ?? car.CrossedAt,
            FromFraction = car.LapFraction,
            PitOut = car.Leaving,
        };
        var pace = LapTimeModel.CleanAirSeconds(_race, car.Parameters, car.Compound, car.Age + 1, car.FuelKg, _weather.Wetness);
        draft.PaceSeconds = pace;
        var start = draft.First ? StartSeconds(car) : 0;
        car.Form *= CarParameters.FormPersistence;
        car.Form += car.Parameters.FormStepSeconds > 0 ? car.Parameters.FormStepSeconds * _random.NextNormal() : 0;
        var racing = Math.Max(pace * 0.97, pace + car.Form + Following(car, ahead) + (car.Parameters.LapNoiseSeconds * _random.NextNormal()));
        var caution = _cautions.At(draft.FromSeconds);
        var compound = car.Stopping ? _strategy.Choose(car, _weather.Wetness)
            : car.LapFraction > PitEntryFraction ? null
            : _strategy.Decide(car, _weather.Wetness, caution);
        var outLoss = draft.PitOut is { } leaving ? (1 - _race.Field.PitLossInLapShare) * leaving.LossSeconds : 0;
        var end = _clock.End(draft.FromSeconds + start + outLoss, racing * (1 - draft.FromFraction), first: ahead is null);
        if (compound is { } chosen)
        {
            draft.PitIn = _strategy.Draw(chosen, _cautions.At(end));
            end += _race.Field.PitLossInLapShare * draft.PitIn.LossSeconds;
        }

        draft.EndSeconds = end;
        var atEnd = _cautions.At(end) ?? caution;
        draft.Neutralised = atEnd is { Neutralises: true };
        draft.BehindSafetyCar = atEnd is { Kind: CautionKind.SafetyCar };
        draft.RetiredAtFraction = Retirement(car, draft);
        return draft;
    }

    // The first lap: standing start, the way from the grid slot, and the scrum.
    private double StartSeconds(CarRun car) => Math.Max(0, _race.Circuit.FirstLapLossSeconds.Mean
        + (_race.Field.GridSlotSeconds * (car.GridPosition - 1))
        + (_race.Field.StartScatterSeconds * _random.NextNormal()));

    private double Following(CarRun car, CarRun? ahead)
    {
        if (ahead is null || car.LapsCompleted == 0 || ahead.LapsCompleted != car.LapsCompleted)
        {
            return 0;
        }

        return (car.CrossedAt - ahead.CrossedAt) switch
        {
            < 1 => _race.Field.FollowingLossUnderOneSecond,
            < 2 => _race.Field.FollowingLossUnderTwoSeconds,
            _ => 0,
        };
    }

    private double? Retirement(CarRun car, LapDraft draft)
    {
        var chance = draft.First ? _race.Field.FirstLapRetirementShare : _retirementPerLap * (1 - draft.FromFraction);
        var earliest = Earliest(draft);
        return _random.Chance(chance) ? earliest + ((1 - earliest) * _random.NextDouble()) : DropOutFraction(draft);
    }

    private static double Earliest(LapDraft draft) => draft.First ? EarliestRetirement : draft.FromFraction;

    private static double? DropOutFraction(LapDraft draft) => draft.Car.DropsOutAt < draft.EndSeconds
        ? Math.Clamp(draft.FractionAt(draft.Car.DropsOutAt), Earliest(draft), 1)
        : null;

    // A car that would have crossed the line just before it drops out may have been held up past that moment.
    private static void StopBeforeLine(LapDraft draft) => draft.RetiredAtFraction ??= DropOutFraction(draft);

    private SampledLap Complete(LapDraft draft)
    {
        var car = draft.Car;
        var end = draft.RetiredAtFraction is { } part ? draft.TimeAt(part) : draft.EndSeconds;
        car.CrossedAt = Math.Round(Math.Max(end, draft.StartSeconds + ShortestLapSeconds), MillisecondDigits);
        car.FuelKg = Math.Max(0, car.FuelKg - (_race.Circuit.FuelKgPerLap.Mean * ((draft.RetiredAtFraction ?? 1) - draft.FromFraction)));
        car.LapFraction = 0;
        car.Stopping = false;
        car.Age++;
        car.Running = !draft.Retires;
        car.LapsCompleted += draft.Retires ? 0 : 1;
        var lap = new SampledLap
        {
            Car = car.Index,
            Lap = car.LapsCompleted + (draft.Retires ? 1 : 0),
            StartSeconds = draft.StartSeconds,
            EndSeconds = car.CrossedAt,
            Compound = car.Compound,
            TyreAgeLaps = car.Age,
            FuelKg = car.FuelKg,
            PitIn = draft.Retires ? null : draft.PitIn,
            PitOut = draft.PitOut,
            RetiredAtFraction = draft.RetiredAtFraction,
        };
        Fit(car, lap.PitIn);
        return lap;
    }

    private void Fit(CarRun car, PitStop? stop)
    {
        car.Leaving = stop;
        if (stop is null)
        {
            return;
        }

        car.Compound = stop.Compound;
        car.Used.Add(stop.Compound);
        car.Age = 0;
        _strategy.PlanStint(car);
    }
}
