using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// Who ends a simulated lap in front of whom: the same rules as the sampler's <c>RoadOrder</c>, over arrays. A car that comes up behind
/// another gets by only if it wins a duel with the fitted chance, and is held up where it does not.
/// </summary>
internal sealed class RoadRun
{
    private const float FastestShare = 0.97f;

    private readonly RaceOutlook _outlook;
    private readonly CarArrays _cars;
    private readonly float[] _end;
    private readonly bool[] _stops;
    private readonly float _closest;
    private readonly float _heldUpSpread;
    private readonly float _queue;
    private readonly float _under1;
    private readonly float _under2;
    private readonly float _oddsPerPace;
    private readonly float _oddsPerGap;
    private readonly float _odds;
    private readonly float _safetyCar;
    private readonly float _catchUp;
    private readonly float _virtual;

    public RoadRun(RaceOutlook outlook, CarArrays cars)
    {
        var (circuit, field) = (outlook.Race.Circuit, outlook.Race.Field);
        (_outlook, _cars) = (outlook, cars);
        _end = new float[outlook.Cars];
        _stops = new bool[outlook.Cars];
        (_closest, _queue) = ((float)field.ClosestGapSeconds, (float)field.SafetyCarGapSeconds);
        _heldUpSpread = 2 * ((float)field.HeldUpGapSeconds - _closest);
        (_under1, _under2) = ((float)field.FollowingLossUnderOneSecond, (float)field.FollowingLossUnderTwoSeconds);
        (_oddsPerPace, _oddsPerGap) = ((float)field.PassOddsPerSecondOfPace, (float)field.PassOddsPerSecondOfGap);
        _odds = (float)((field.PassOddsPerSecondOfGap * field.PassGapSeconds) - (field.PassOddsPerSecondOfPace * circuit.PassingAdvantageSeconds));
        (_safetyCar, _catchUp) = ((float)field.SafetyCarLapFactor, (float)field.SafetyCarCatchUpFactor);
        _virtual = (float)field.VirtualSafetyCarLapFactor;
    }

    /// <summary>Cars that come in at the end of the lap, by car.</summary>
    public bool[] Stops => _stops;

    /// <summary>
    /// Ends lap <paramref name="lap"/> of the first <paramref name="count"/> cars of <paramref name="order"/>, which is the order at its start and
    /// becomes that at its end: on the first lap, and on laps that the leader has ended already, as the cars' own times have it.
    /// <paramref name="losses"/> is what a stop costs each car of <see cref="Stops"/>, s.
    /// </summary>
    public void Resolve(int lap, int[] order, int count, Neutralisation under, float[] losses)
    {
        var catchUp = lap <= _outlook.LeaderLaps;
        var apart = catchUp || lap == 1;
        var (time, racing, end) = (_cars.Time, _cars.Racing, _end);
        var before = float.NegativeInfinity;
        for (var place = 0; place < count; place++)
        {
            var i = order[place];
            var start = time[i];
            var gap = start - before;
            before = start;
            var needs = Math.Max(_cars.Lap[i], racing[i] * FastestShare);

            // What slows the field is in the time that a car takes to catch up.
            end[i] = start + (catchUp && !float.IsNaN(_outlook.CatchUp[i]) ? needs : Slowed(needs, place, under, apart ? float.PositiveInfinity : gap));
            if (_stops[i])
            {
                end[i] = under == Neutralisation.None ? end[i] : Queue(order, place, end[i], under);
                end[i] += losses[i];
            }

            Insert(order, place, i, start, under, apart);
        }

        Sort(order, count);
        for (var place = 0; place < count; place++)
        {
            time[order[place]] = end[order[place]];
        }
    }

    private float Slowed(float lap, int place, Neutralisation under, float gap) => under switch
    {
        Neutralisation.None => lap + (gap >= 2 ? 0 : gap < 1 ? _under1 : _under2),
        Neutralisation.VirtualSafetyCar => lap * _virtual,
        _ => lap * (place == 0 ? _safetyCar : _catchUp),
    };

    // Places the car behind or in front of those before it, which stand in the order of their ends.
    private void Insert(int[] order, int count, int i, float start, Neutralisation under, bool apart)
    {
        var (time, racing, end, stops) = (_cars.Time, _cars.Racing, _end, _stops);
        var place = count;
        while (place > 0)
        {
            var ahead = order[place - 1];
            if (apart || stops[i] || stops[ahead])
            {
                if (end[i] >= end[ahead])
                {
                    break;
                }
            }
            else
            {
                var gap = start - time[ahead];
                var arrives = end[i] < end[ahead] + _closest;
                if (under != Neutralisation.None)
                {
                    end[i] = Math.Max(end[i], end[ahead] + (under == Neutralisation.SafetyCar ? _queue : _closest));
                    break;
                }

                if (!arrives && gap > RoadOrder.DuelGapSeconds)
                {
                    break;
                }

                var odds = _odds + (_oddsPerPace * (racing[ahead] - racing[i])) - (_oddsPerGap * gap);
                if (_cars.Luck.Share(i) >= QuantileTables.Logistic(odds))
                {
                    end[i] = Math.Max(end[i], end[ahead] + _closest + (_heldUpSpread * _cars.Luck.Share(i)));
                    break;
                }

                end[i] = Math.Min(end[i], end[ahead] - _closest);
            }

            order[place] = ahead;
            place--;
        }

        order[place] = i;
        PushBack(order, place, count);
    }

    // Whoever was passed, or finds a slower car put in front, keeps the distance.
    private void PushBack(int[] order, int place, int count)
    {
        var ahead = order[place];
        for (var p = place + 1; p <= count && !_stops[ahead]; p++)
        {
            var i = order[p];
            if (_stops[i])
            {
                continue;
            }

            if (_end[i] >= _end[ahead] + _closest)
            {
                return;
            }

            _end[i] = _end[ahead] + _closest;
            ahead = i;
        }
    }

    // Under a caution nobody passes on the way to the pit lane.
    private float Queue(int[] order, int place, float end, Neutralisation under)
    {
        for (var p = place - 1; p >= 0; p--)
        {
            if (!_stops[order[p]])
            {
                return Math.Max(end, _end[order[p]] + (under == Neutralisation.SafetyCar ? _queue : _closest));
            }
        }

        return end;
    }

    private void Sort(int[] order, int count)
    {
        for (var place = 1; place < count; place++)
        {
            var (i, p) = (order[place], place);
            for (; p > 0 && _end[order[p - 1]] > _end[i]; p--)
            {
                order[p] = order[p - 1];
            }

            order[p] = i;
        }
    }
}
