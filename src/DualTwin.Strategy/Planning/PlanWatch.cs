using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>What becomes of one car in each simulated race, so that the same races under two plans can be told apart one by one.</summary>
internal sealed class PlanWatch(RaceOutlook outlook, int car, int most) : IRaceWatch
{
    // Within this time behind another car a lap costs more (docs/models/forecast.md).
    private const float TrafficSeconds = 2;

    private readonly float[] _place = new float[most];
    private readonly float[] _seconds = new float[most];
    private readonly float[] _wear = new float[most];
    private readonly short[] _caution = new short[most];
    private readonly short[] _stop = new short[most];
    private readonly short[] _rejoin = new short[most];
    private readonly int[] _ahead = new int[outlook.Cars];
    private readonly int[] _behind = new int[outlook.Cars];
    private readonly double[] _aheadSeconds = new double[outlook.Cars];
    private readonly double[] _behindSeconds = new double[outlook.Cars];
    private Neutralisation _before;

    /// <summary>Races seen.</summary>
    public int Races { get; private set; }

    /// <summary>Place in the result of each race, 1 or more.</summary>
    public ReadOnlySpan<float> Place => _place.AsSpan(0, Races);

    /// <summary>Time at the flag, s; no number where it is not reached.</summary>
    public ReadOnlySpan<float> Seconds => _seconds.AsSpan(0, Races);

    /// <summary>How fast the car wore its tyres in each race against the usual.</summary>
    public ReadOnlySpan<float> Wear => _wear.AsSpan(0, Races);

    /// <summary>Lap in which the first neutralisation to come came out; 0 for none.</summary>
    public ReadOnlySpan<short> Caution => _caution.AsSpan(0, Races);

    /// <summary>Lap of the first stop; 0 for none.</summary>
    public ReadOnlySpan<short> Stop => _stop.AsSpan(0, Races);

    /// <summary>Place among the running cars after it, 1 or more; 0 for none.</summary>
    public ReadOnlySpan<short> Rejoin => _rejoin.AsSpan(0, Races);

    /// <summary>Races in which the car rejoined within reach of one ahead.</summary>
    public int Traffic { get; private set; }

    /// <summary>The car that it rejoins behind most often, in which share of its stops, and how far, s; null where it rejoins in the lead.</summary>
    public (string CarId, double Share, double Seconds)? Ahead => Most(_ahead, _aheadSeconds);

    /// <summary>The same of the car that it rejoins in front of.</summary>
    public (string CarId, double Share, double Seconds)? Behind => Most(_behind, _behindSeconds);

    void IRaceWatch.Begin(ReadOnlySpan<float> wear)
    {
        (_place[Races], _seconds[Races], _wear[Races]) = (0, float.NaN, wear[car]);
        (_caution[Races], _stop[Races], _rejoin[Races]) = (0, 0, 0);
        _before = outlook.Neutralisation;
    }

    void IRaceWatch.Lap(int lap, ReadOnlySpan<int> order, int count, ReadOnlySpan<float> time, Neutralisation under, ReadOnlySpan<bool> stops)
    {
        if (under != Neutralisation.None && _before == Neutralisation.None && _caution[Races] == 0)
        {
            _caution[Races] = (short)lap;
        }

        _before = under;
        if (lap != outlook.Laps && (!stops[car] || _stop[Races] != 0))
        {
            return;
        }

        var place = order[..count].IndexOf(car);
        if (place >= 0 && lap == outlook.Laps)
        {
            _seconds[Races] = time[car];
        }
        else if (place >= 0)
        {
            Rejoined(lap, order, count, time, place);
        }
    }

    void IRaceWatch.Finish(ReadOnlySpan<int> order, int classified)
    {
        _place[Races] = order.IndexOf(car) + 1;
        Races++;
    }

    private void Rejoined(int lap, ReadOnlySpan<int> order, int count, ReadOnlySpan<float> time, int place)
    {
        var (across, last) = outlook.AheadOf(lap);
        (_stop[Races], _rejoin[Races]) = ((short)lap, (short)(place + across + 1));
        if (place > 0 || last is not null)
        {
            var ahead = place > 0 ? order[place - 1] : last!.Value;
            var gap = time[car] - (place > 0 ? time[ahead] : outlook.Crossed[ahead]);
            _ahead[ahead]++;
            _aheadSeconds[ahead] += gap;
            Traffic += gap < TrafficSeconds ? 1 : 0;
        }

        if (place + 1 < count)
        {
            _behind[order[place + 1]]++;
            _behindSeconds[order[place + 1]] += time[order[place + 1]] - time[car];
        }
    }

    private (string CarId, double Share, double Seconds)? Most(int[] counts, double[] seconds)
    {
        var found = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            found = counts[i] > counts[found] ? i : found;
        }

        var stops = Rejoin.Length - Rejoin.Count((short)0);
        return counts[found] == 0 ? null : (outlook.CarIds[found], (double)counts[found] / stops, seconds[found] / counts[found]);
    }
}
