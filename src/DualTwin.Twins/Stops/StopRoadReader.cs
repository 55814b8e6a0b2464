using DualTwin.Twins.Cars;

namespace DualTwin.Twins.Stops;

/// <summary>Reads the cars around one at equal laps: a car that ended the same lap later is behind on the road, lapped or not.</summary>
internal readonly ref struct StopRoadReader(CarTwin[] cars, int index)
{
    // Laps behind beyond which a car's stops tell nothing of ours.
    private const int FarLaps = 3;

    private readonly CarTwin[] _cars = cars;
    private readonly int _index = index;
    private readonly CarTwin _car = cars[index];
    private readonly OwnStops _own = cars[index].Stops;

    /// <summary>Writes the figures of the road and of the cars on it; gives the place in the order at equal laps.</summary>
    /// <param name="values">Where to, from the gap ahead on.</param>
    /// <param name="loss">What a stop costs, s.</param>
    /// <param name="scale">The car's own level in units of 90 s.</param>
    public int Write(Span<double> values, double loss, double scale)
    {
        values[..22].Fill(double.NaN);
        var (ahead, second, behind, next) = (Rival.None, Rival.None, Rival.None, Rival.None);
        var (rejoinAhead, rejoinBehind) = (double.NaN, double.NaN);
        var (within, lost, before) = (0, 0, 0);
        for (var i = 0; i < _cars.Length; i++)
        {
            if (i == _index || !_cars[i].Source.Running || Gap(i) is not { } gap)
            {
                continue;
            }

            var rival = new Rival(i, gap);
            if (gap < 0)
            {
                before++;
                (ahead, second) = gap > ahead.Gap || ahead.Index < 0 ? (rival, ahead) : (ahead, gap > second.Gap || second.Index < 0 ? rival : second);
            }
            else
            {
                (behind, next) = gap < behind.Gap || behind.Index < 0 ? (rival, behind) : (behind, gap < next.Gap || next.Index < 0 ? rival : next);
                within += gap < loss ? 1 : 0;
                lost += gap < loss && _cars[i].Stops.Made.Length > _own.Made.Length ? 1 : 0;
            }

            var rejoin = gap - loss;
            rejoinAhead = rejoin < 0 && !(rejoin <= rejoinAhead) ? rejoin : rejoinAhead;
            rejoinBehind = rejoin >= 0 && !(rejoin >= rejoinBehind) ? rejoin : rejoinBehind;
        }

        values[0] = -ahead.Gap;
        values[1] = behind.Gap;
        values[2] = ahead.Gap - second.Gap;
        values[3] = next.Gap - behind.Gap;
        values[4] = -ahead.Gap - _car.Own.GapBefore;
        values[5] = Level(ahead) / scale;
        values[6] = Level(behind) / scale;
        values[7] = within;
        values[8] = lost;
        values[9] = -rejoinAhead;
        values[10] = rejoinBehind;
        WriteRival(values[11..], ahead.Index);
        WriteRival(values[14..], behind.Index);
        WriteMate(values[17..]);
        return before + 1;
    }

    private void WriteRival(Span<double> values, int index)
    {
        if (index >= 0)
        {
            var stops = _cars[index].Stops;
            values[0] = stops.LapsSince ?? double.NaN;
            values[1] = stops.AgeLaps;
            values[2] = stops.Made.Length - _own.Made.Length;
        }
    }

    private void WriteMate(Span<double> values)
    {
        for (var i = 0; i < _cars.Length; i++)
        {
            if (i != _index && _car.Source.Identity.Team is { } team && string.Equals(team, _cars[i].Source.Identity.Team, StringComparison.Ordinal)
                && _cars[i].Source.Running)
            {
                WriteRival(values, i);
                values[3] = Gap(i) ?? double.NaN;
                values[4] = _cars[i].Stops.Made is [.., var last] ? last.AgeLaps : double.NaN;
            }
        }
    }

    /// <summary>Time by which another car was later at the end of the newest lap that both have completed, s; null where nobody knows.</summary>
    public double? Gap(int other)
    {
        var lap = Math.Min(_own.Lap, _cars[other].Stops.Lap);
        return lap >= _own.Lap - FarLaps && End(_cars[other], lap) is { } theirs && End(_car, lap) is { } ours ? (theirs - ours).TotalSeconds : null;
    }

    private static TimeSpan? End(CarTwin car, int lap)
    {
        var laps = car.Source.Laps;
        return lap >= 1 && lap <= laps.Count && laps[lap - 1] is { CompletedAt: { } at } record && record.Lap == lap ? at : null;
    }

    private double Level(Rival rival) => rival.Index < 0 ? double.NaN : _cars[rival.Index].Own.Level - _car.Own.Level;

    private readonly record struct Rival(int Index, double Gap)
    {
        public static readonly Rival None = new(-1, double.NaN);
    }
}
