using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Strategy.Forecasting;

/// <summary>When the cars of a simulated race stop, for which tyres, and what it costs.</summary>
internal sealed class StopRun
{
    /// <summary>No stop is planned.</summary>
    public const int Never = int.MaxValue;

    private const int SlickMask = 0b111;
    private const int NoPlan = -1;

    private readonly RaceOutlook _outlook;
    private readonly CarArrays _cars;
    private readonly FieldFigures _field;
    private readonly Estimate[] _lives;
    private readonly float[] _standstill;
    private readonly int[] _stopLap;
    private readonly bool[] _firstStint;
    private readonly int[] _planned;
    private readonly float[] _loss = new float[3];

    public StopRun(RaceOutlook outlook, CarArrays cars)
    {
        (_outlook, _cars, _field) = (outlook, cars, outlook.Race.Field);
        _lives = [.. outlook.Race.Circuit.Compounds.Select(c => c.PlannedLaps ?? c.LifeLaps)];
        _standstill = outlook.Standstill;
        (_stopLap, _firstStint, _planned) = (new int[outlook.Cars], new bool[outlook.Cars], new int[outlook.Cars]);
    }

    /// <summary>The lap at whose end each car stops unless something happens before.</summary>
    public int[] StopLap => _stopLap;

    public void Begin(DrawSource draws)
    {
        var circuit = _outlook.Race.Circuit;
        DrawLoss(Neutralisation.None, circuit.PitLossSeconds, draws);
        DrawLoss(Neutralisation.VirtualSafetyCar, circuit.PitLossVirtualSafetyCarSeconds, draws);
        DrawLoss(Neutralisation.SafetyCar, circuit.PitLossSafetyCarSeconds, draws);
        for (var i = 0; i < _outlook.Cars; i++)
        {
            _firstStint[i] = true;
            var stops = _outlook.Stops[i];
            var share = draws.Share();
            var ahead = stops.Draw(_outlook.OwesCompound[i] ? share * stops.Any : share);
            _planned[i] = _outlook.Plans[i] is null ? NoPlan : 0;
            _stopLap[i] = _planned[i] == 0 ? NextPlanned(i)
                : ahead >= 0 ? _outlook.LapsDone[i] + 1 + ahead
                : _outlook.OwesCompound[i] ? _outlook.Laps - 1
                : Never;
        }
    }

    /// <summary>Whether a car comes in at the end of a neutralised lap that it had not meant to come in at.</summary>
    public bool TakesChance(int i, int lap, CautionRun caution)
    {
        if (caution.FromBefore || lap >= _outlook.Laps)
        {
            return false;
        }

        if (_planned[i] >= 0)
        {
            return caution.Begins && _stopLap[i] != Never && lap >= _outlook.Plans[i]!.FirstChanceLap
                && _stopLap[i] - lap <= StopPlan.ChanceLaps && _cars.Age[i] >= StopStrategy.YoungestSetLaps;
        }

        var safetyCar = caution.Now == Neutralisation.SafetyCar;
        if (_firstStint[i])
        {
            return _cars.Luck.Share(i) < _outlook.Stops[i].InCaution(lap - _outlook.LapsDone[i] - 1, safetyCar, caution.Fresh);
        }

        // Who has stopped in this simulated race decides once, as the field did in recorded ones.
        var share = safetyCar ? _field.StopShareSafetyCar : _field.StopShareVirtualSafetyCar;
        return caution.Begins && _cars.Age[i] >= StopStrategy.YoungestSetLaps && _outlook.Laps - lap >= StopStrategy.FewestLapsLeft && _cars.Luck.Share(i) < share;
    }

    /// <summary>Changes the tyres of car <paramref name="i"/> at the end of <paramref name="lap"/>; returns what the stop costs, s.</summary>
    public float Stop(int i, int lap, Neutralisation under, WeatherRun weather)
    {
        Change(i, lap, weather);
        var standstill = (float)_field.StandstillMedianExcessSeconds * (_cars.Luck.Look(i, _standstill) - 1);
        return Math.Max((float)StopStrategy.CheapestStopSeconds, _loss[(int)under] + standstill + ((float)_field.PitLossScatterSeconds * _cars.Luck.Normal(i)));
    }

    /// <summary>Whether a car comes in for tyres that suit a track which has turned wet, or dry again.</summary>
    public bool TurnsWithWeather(int i, WeatherRun weather)
    {
        var call = weather.Calls(_cars.Compound[i]);
        return call > 0 && _cars.Luck.Share(i) < call;
    }

    /// <summary>Gives car <paramref name="i"/>, which is in the pit lane for it, another set.</summary>
    public void Refit(int i) => _cars.Fit(i, Choose(i, _outlook.LapsDone[i]), 0);

    /// <summary>
    /// While a race is suspended tyres may be changed at no cost: whoever owes a compound or does not stand on a young set does so. Cars with a plan
    /// that makes a stop soon make that one.
    /// </summary>
    public void ChangeWhileSuspended()
    {
        for (var i = 0; i < _outlook.Cars; i++)
        {
            var age = _cars.Age[i];
            if (_outlook.Condition.Cars[i].Running && !_outlook.Wet && (age >= StopStrategy.YoungestSetLaps || _outlook.OwesCompound[i])
                && (_planned[i] < 0 || (_stopLap[i] != Never && _stopLap[i] - _outlook.LapsDone[i] <= StopPlan.ChanceLaps)))
            {
                Change(i, _outlook.LapsDone[i], null);
            }
        }
    }

    private void Change(int i, int lap, WeatherRun? weather)
    {
        // What a plan, or the twins, expected to fit was meant for another track.
        if (weather?.HasChanged == true)
        {
            (_planned[i], _firstStint[i]) = (NoPlan, false);
        }

        var plan = _planned[i] >= 0 ? _outlook.Plans[i] : null;
        var compound = plan is not null && _planned[i] < plan.Stops.Length ? plan.Stops[_planned[i]].Compound : Choose(i, lap, weather);
        _firstStint[i] = false;
        _cars.Fit(i, compound, 0, counts: plan is not null);
        if (plan is null)
        {
            _stopLap[i] = PlanNext(i, lap, compound);
            return;
        }

        _planned[i]++;
        _stopLap[i] = NextPlanned(i);
    }

    private int NextPlanned(int i)
    {
        var stops = _outlook.Plans[i]!.Stops;
        return _planned[i] < stops.Length ? stops[_planned[i]].Lap : Never;
    }

    /// <summary>What is left of a stop that was under way when the simulated race began, s.</summary>
    public float Rest(Neutralisation under) => _loss[(int)under] * (1 - (float)_field.PitLossInLapShare);

    private void DrawLoss(Neutralisation under, Estimate loss, DrawSource draws) =>
        _loss[(int)under] = Math.Max((float)StopStrategy.CheapestStopSeconds, (float)loss.Mean + ((float)loss.StandardDeviation * draws.Normal()));

    private int PlanNext(int i, int lap, TyreCompound compound)
    {
        var life = _lives[(int)compound];
        var planned = Math.Max(StopStrategy.ShortestStint, (float)life.Mean + ((float)life.StandardDeviation * _cars.Luck.Normal(i)));
        var stretch = _field.FinalStintStretch;
        var stretched = planned * Math.Clamp((float)stretch.Mean + ((float)stretch.StandardDeviation * _cars.Luck.Normal(i)), 1, (float)StopStrategy.LargestStretch);
        var at = lap + (int)planned;
        var left = _outlook.Laps - at;
        if (Owes(i))
        {
            return Math.Min(at, _outlook.Laps - 1) <= lap ? Never : Math.Min(at, _outlook.Laps - 1);
        }

        return left > StopStrategy.ShortestStint && _outlook.Laps - lap > stretched ? at : Never;
    }

    // The rule asks for two slick compounds unless the race was wet.
    private bool Owes(int i)
    {
        var used = _cars.Used[i];
        return !_outlook.Wet && (used & SlickMask) == used && (used & (used - 1)) == 0;
    }

    private TyreCompound Choose(int i, int lap, WeatherRun? weather = null)
    {
        if (weather is { HasChanged: true } && weather.Calls(TyreCompound.Medium) > 0)
        {
            return TyreCompound.Intermediate;
        }

        var told = _firstStint[i] ? _outlook.NextCompound[i] : [];
        if (told.Length > 0)
        {
            return DrawCompound(i, told, _outlook.OwesCompound[i] ? _cars.Compound[i] : null);
        }

        return _outlook.Wet && _cars.Compound[i] > TyreCompound.Hard ? TyreCompound.Intermediate : Slick(Owes(i) ? _cars.Compound[i] : null, _outlook.Laps - lap);
    }

    private TyreCompound DrawCompound(int i, float[] shares, TyreCompound? barred)
    {
        var sum = 0f;
        var last = TyreCompound.Hard;
        for (var c = 0; c < shares.Length; c++)
        {
            sum += c == (int?)barred ? 0 : shares[c];
        }

        var roll = _cars.Luck.Share(i) * sum;
        for (var c = 0; c < shares.Length; c++)
        {
            if (c == (int?)barred || shares[c] <= 0)
            {
                continue;
            }

            last = (TyreCompound)c;
            roll -= shares[c];
            if (roll < 0)
            {
                break;
            }
        }

        return last;
    }

    // The softest that lasts to the flag, else the one that lasts longest.
    private TyreCompound Slick(TyreCompound? barred, int left)
    {
        var (best, longest) = (TyreCompound.Hard, double.NegativeInfinity);
        for (var compound = TyreCompound.Soft; compound <= TyreCompound.Hard; compound++)
        {
            if (compound == barred)
            {
                continue;
            }

            var life = _lives[(int)compound].Mean;
            if (life >= left)
            {
                return compound;
            }

            (best, longest) = life > longest ? (compound, life) : (best, longest);
        }

        return best;
    }
}
