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
        _cars = cars;
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
    /// Ends the lap of the first <paramref name="count"/> cars of <paramref name="order"/>, which is the order at its start and becomes that at
    /// its end. <paramref name="losses"/> is what a stop costs each car of <see cref="Stops"/>, s.
    /// </summary>
    public void Resolve(int[] order, int count, Neutralisation under, bool first, float[] losses)
    {
        var (time, lap, racing, end) = (_cars.Time, _cars.Lap, _cars.Racing, _end);
        var before = float.NegativeInfinity;
        for (var place = 0; place < count; place++)
        {
            var i = order[place];
            var start = time[i];
            var gap = start - before;
            before = start;
            var needs = Math.Max(lap[i], racing[i] * FastestShare);
            if (under == Neutralisation.None)
            {
                needs += first || gap >= 2 ? 0 : gap < 1 ? _under1 : _under2;
            }
            else
            {
                needs *= under == Neutralisation.VirtualSafetyCar ? _virtual : place == 0 ? _safetyCar : _catchUp;
            }

            end[i] = start + needs;
            if (_stops[i])
            {
                end[i] = under == Neutralisation.None ? end[i] : Queue(order, place, end[i], under);
                end[i] += losses[i];
            }

            Insert(order, place, i, start, under, first);
        }

        Sort(order, count);
        for (var place = 0; place < count; place++)
        {
            time[order[place]] = end[order[place]];
        }
    }

    // Places the car behind or in front of those before it, which stand in the order of their ends.
    private void Insert(int[] order, int count, int i, float start, Neutralisation under, bool first)
    {
        var (time, racing, end, stops) = (_cars.Time, _cars.Racing, _end, _stops);
        var place = count;
        while (place > 0)
        {
            var ahead = order[place - 1];
            if (first || stops[i] || stops[ahead])
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
