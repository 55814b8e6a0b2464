using System.Numerics;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Strategy.Forecasting;

/// <summary>All cars of one simulated race as arrays by car, and their lap times in clean air; filled anew for each race.</summary>
internal sealed class CarArrays
{
    private readonly RaceOutlook _outlook;
    private readonly bool[] _unsuited;
    private bool _anyUnsuited;
    private readonly float[] _pace;
    private readonly float[] _wear;
    private readonly float[] _slope;
    private readonly float[] _cliff;
    private readonly float[] _offset;
    private readonly float[] _normal;
    private readonly float[] _startAge;
    private readonly byte[] _startUsed;
    private readonly float[] _common;
    private readonly float[] _compoundOffset;
    private readonly float[] _compoundSlope;
    private readonly float[] _compoundCliff;

    public CarArrays(RaceOutlook outlook)
    {
        _outlook = outlook;
        var stride = outlook.Stride;
        (_pace, _wear, _slope, _cliff) = (new float[stride], new float[stride], new float[stride], new float[stride]);
        (_offset, _normal, _startAge) = (new float[stride], new float[stride], new float[stride]);
        (Time, Age, Lap, Racing) = (new float[stride], new float[stride], new float[stride], new float[stride]);
        (Luck, _unsuited) = (new CarLuck(outlook.Cars), new bool[outlook.Cars]);
        (Compound, Used, _startUsed) = (new TyreCompound[outlook.Cars], new byte[outlook.Cars], new byte[outlook.Cars]);
        var circuit = outlook.Race.Circuit;
        _compoundOffset = [.. circuit.Compounds.Select(c => (float)LapTimeModel.TyreSeconds(c, 0, 1))];
        _compoundSlope = [.. circuit.Compounds.Select(c => (float)Math.Max(0, c.DegradationSecondsPerLap.Mean))];
        _compoundCliff = [.. circuit.Compounds.Select(c => (float)(LapTimeModel.CliffBegin * c.LifeLaps.Mean))];
        _common = [.. Enumerable.Range(0, outlook.Laps + 1).Select(lap =>
            (float)(circuit.FuelSecondsPerKg * circuit.FuelKgPerLap.Mean * ((outlook.Laps / 2.0) - (lap - 1))))];
        for (var i = 0; i < outlook.Cars; i++)
        {
            var car = outlook.Condition.Cars[i];
            _startAge[i] = car.TyreAgeLaps;
            var used = car.CompoundsUsed.Aggregate(0, (mask, c) => mask | (1 << (int)c));
            _startUsed[i] = (byte)(used | (1 << (int)car.Compound));
        }
    }

    /// <summary>Time of the last crossing, s.</summary>
    public float[] Time { get; }

    /// <summary>Laps on the set.</summary>
    public float[] Age { get; }

    /// <summary>Time of the lap being simulated in clean air, noise included, s.</summary>
    public float[] Lap { get; }

    /// <summary>The same without noise: what the car is good for, s.</summary>
    public float[] Racing { get; }

    /// <summary>How fast each car wears its tyres in this race against the usual.</summary>
    public ReadOnlySpan<float> Wear => _wear.AsSpan(0, _outlook.Cars);

    /// <summary>Draws of each car in the lap being simulated.</summary>
    public CarLuck Luck { get; }

    public TyreCompound[] Compound { get; }

    /// <summary>Compounds used, one bit each.</summary>
    public byte[] Used { get; }

    /// <summary>Draws what stays the same of each car through a race, and puts the cars where they stand.</summary>
    public void Begin(DrawSource draws)
    {
        var outlook = _outlook;
        Luck.Sow(draws);
        _anyUnsuited = false;
        for (var i = 0; i < outlook.Cars; i++)
        {
            _pace[i] = outlook.Pace[i] + (outlook.PaceDeviation[i] * draws.Normal());
            _wear[i] = Math.Max(0, outlook.Wear[i] + (outlook.WearSpread[i] * draws.Normal()));
            Time[i] = outlook.Crossed[i];
            Used[i] = _startUsed[i];
            Fit(i, outlook.Condition.Cars[i].Compound, _startAge[i], counts: true);
        }
    }

    /// <summary>Puts a set of <paramref name="compound"/> on car <paramref name="i"/>.</summary>
    /// <param name="i">The car.</param>
    /// <param name="compound">The compound.</param>
    /// <param name="age">Laps on it.</param>
    /// <param name="counts">
    /// Whether tyres that do not suit the track are as slow as they are: those of now, and of a plan. Where the twins expect a car to fit them, they expect
    /// the track to turn, which these races do not.
    /// </param>
    public void Fit(int i, TyreCompound compound, float age, bool counts = false)
    {
        Compound[i] = compound;
        _unsuited[i] = counts && (compound > TyreCompound.Hard) != _outlook.Wet;
        _anyUnsuited |= _unsuited[i];
        Used[i] |= (byte)(1 << (int)compound);
        Age[i] = age;
        _slope[i] = _compoundSlope[(int)compound] * _wear[i];
        _cliff[i] = _compoundCliff[(int)compound];
        _offset[i] = _pace[i] + _compoundOffset[(int)compound];
    }

    /// <summary>What the first lap takes car <paramref name="i"/> beyond a racing lap: standing start, the way from its slot, and the scrum, s.</summary>
    public float StartSeconds(int i)
    {
        var (circuit, field) = (_outlook.Race.Circuit, _outlook.Race.Field);
        var slot = _outlook.Condition.Cars[i].GridPosition - 1;
        return Math.Max(0, (float)(circuit.FirstLapLossSeconds.Mean + (field.GridSlotSeconds * slot)) + ((float)field.StartScatterSeconds * Luck.Normal(i)));
    }

    /// <summary>Works out lap <paramref name="lap"/> of all cars; sets get a lap older.</summary>
    public void Drive(int lap, WeatherRun weather, DrawSource draws)
    {
        draws.Normals(_normal, _outlook.Cars);
        Luck.Sow(draws);
        var common = new Vector<float>(_common[lap]);
        var cliffCost = new Vector<float>((float)LapTimeModel.CliffSecondsPerLapSquared);
        for (var i = 0; i < _outlook.Stride; i += Vector<float>.Count)
        {
            var age = new Vector<float>(Age, i) + Vector<float>.One;
            var beyond = Vector.Max(age - new Vector<float>(_cliff, i), Vector<float>.Zero);
            var racing = new Vector<float>(_offset, i) + common + (new Vector<float>(_slope, i) * age) + (cliffCost * beyond * beyond);
            age.CopyTo(Age, i);
            racing.CopyTo(Racing, i);
            (racing + (new Vector<float>(_outlook.Noise, i) * new Vector<float>(_normal, i))).CopyTo(Lap, i);
        }

        if (weather.HasChanged || _anyUnsuited)
        {
            Slow(weather);
        }

        if (lap <= _outlook.LeaderLaps)
        {
            CatchUp();
        }
    }

    private void CatchUp()
    {
        for (var i = 0; i < _outlook.Cars; i++)
        {
            var seconds = float.IsNaN(_outlook.CatchUp[i]) ? Lap[i] : _outlook.CatchUp[i];
            seconds = Math.Max(seconds, _outlook.NotBefore[i] - Time[i]);
            (Lap[i], Racing[i]) = (seconds, seconds);
        }
    }

    private void Slow(WeatherRun weather)
    {
        for (var i = 0; i < _outlook.Cars; i++)
        {
            var factor = weather.HasChanged || _unsuited[i] ? weather.Factor(Compound[i]) : 1;
            Racing[i] *= factor;
            Lap[i] *= factor;
        }
    }
}
