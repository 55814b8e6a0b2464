using DualTwin.RaceModel.Laps;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Cars;

namespace DualTwin.Twins.Laps;

/// <summary>Reads the covariates of a car's next lap at its line crossing: its own laps, the field's newest laps, and the cars near it on the road.</summary>
internal readonly ref struct LapCovariateReader
{
    // A car that has not crossed the line for this many laps is not racing near anybody.
    private const double RecentLaps = 1.25;
    private const double FreshSeconds = 25;
    private const double FarSeconds = 50;
    private const double LateSeconds = 0.5;
    private const double FarBehindSeconds = 60;
    private const double NobodySeconds = 99;
    private const int FewestForField = 3;
    private const int FewestForFresh = 2;

    private readonly CarTwin[] _cars;
    private readonly int _index;
    private readonly OwnLaps _own;
    private readonly double _now;
    private readonly double _reference;
    private readonly double _scale;

    private LapCovariateReader(CarTwin[] cars, int index, double now)
    {
        _cars = cars;
        _index = index;
        _own = cars[index].Own;
        _now = now;
        _reference = _own.Reference;
        _scale = _reference / NextLapFigures.ReferenceSeconds;
    }

    /// <summary>The covariates; null where the car's newest lap was no normal racing lap, or nobody knows when it ended.</summary>
    public static LapCovariates? Read(CarTwin[] cars, int index, int? totalLaps)
    {
        var car = cars[index];
        if (!car.Own.Clean || car.Source.Timing.LastCrossing is not { } now)
        {
            return null;
        }

        var covariates = default(LapCovariates);
        var reader = new LapCovariateReader(cars, index, now.TotalSeconds);
        Span<double> values = covariates;
        reader.WriteOwn(values);
        reader.WriteField(values[LapCovariates.Field..]);
        reader.WriteTraffic(values[LapCovariates.Traffic..]);
        reader.WriteSituation(values[LapCovariates.TrafficEnd..], car.Source, totalLaps);
        return covariates;
    }

    /// <summary>The same on a road that nobody else is on.</summary>
    public static void ClearRoad(ref LapCovariates covariates)
    {
        Span<double> traffic = ((Span<double>)covariates)[LapCovariates.Traffic..LapCovariates.TrafficEnd];
        traffic.Fill(double.NaN);
        (traffic[0], traffic[7], traffic[11]) = (FarSeconds, FarSeconds, FarBehindSeconds);
        (traffic[5], traffic[6], traffic[14], traffic[15], traffic[16]) = (0, 0, 0, 0, 0);
        (traffic[17], traffic[18]) = (NobodySeconds, NobodySeconds);
    }

    private void WriteOwn(Span<double> values)
    {
        for (var back = 1; back < OwnLaps.Window; back++)
        {
            values[back - 1] = Against(_own.Before(back));
        }

        values[7] = Against(_own.MedianOfThree);
        values[8] = Against(_own.MedianOfStint);
        values[9] = Against(_own.BestOfStint);
        values[10] = Against(_own.SlowLevel);
        values[11] = Against(_own.Level);
        values[12] = Against(_own.FastLevel);
        values[13] = Against(_own.FreeLevel);
        values[14] = _own.Residual / _scale;
        values[15] = _own.Scatter / _scale;
        values[16] = _own.TypicalStep / _scale;
    }

    private void WriteField(Span<double> values)
    {
        Span<double> all = stackalloc double[_cars.Length];
        Span<double> fresh = stackalloc double[_cars.Length];
        var (count, freshCount, distance) = (0, 0, 0.0);
        for (var i = 0; i < _cars.Length; i++)
        {
            if (Since(i) is not { } since || !double.IsFinite(_cars[i].Own.Residual))
            {
                continue;
            }

            var residual = _cars[i].Own.Residual;
            all[count++] = residual;
            distance += Math.Abs(residual);
            if (since < FreshSeconds)
            {
                fresh[freshCount++] = residual;
            }
        }

        var shift = count >= FewestForField ? LapWindow.Middle(all[..count]) : 0;
        values[0] = shift / _scale;
        values[1] = (freshCount >= FewestForFresh ? LapWindow.Middle(fresh[..freshCount]) : shift) / _scale;
        values[2] = count >= FewestForField ? distance / count / _scale : double.NaN;
    }

    private void WriteTraffic(Span<double> values)
    {
        values.Slice(0, LapCovariates.TrafficEnd - LapCovariates.Traffic).Fill(double.NaN);
        var (ahead, second) = NearestAhead();
        WriteAhead(values, ahead);
        WriteCrossed(values[7..], second);
        WriteBehind(values[11..]);
        WriteLapping(values[17..]);
    }

    private void WriteAhead(Span<double> values, int ahead)
    {
        WriteCrossed(values, ahead);
        (values[5], values[6]) = (0, 0);
        if (ahead >= 0)
        {
            var other = _cars[ahead].Own;
            values[4] = Against(other.FreeLevel);
            values[5] = other.Lap - _own.Lap;
            values[6] = other.StintLaps;
        }
    }

    // A car that has crossed the line before this one; below 0 for none.
    private void WriteCrossed(Span<double> values, int index)
    {
        values[0] = FarSeconds;
        if (index >= 0)
        {
            var other = _cars[index].Own;
            values[0] = Since(index)!.Value;
            values[1] = Against(other.Level);
            values[2] = Against(other.Seconds);
            values[3] = other.Residual / _scale;
        }
    }

    // The next car expected to cross the line, and how late the latest is that should have: trouble that nobody has been told of yet.
    private void WriteBehind(Span<double> values)
    {
        var (nearest, gap, late) = (-1, double.PositiveInfinity, 0.0);
        for (var i = 0; i < _cars.Length; i++)
        {
            if (Expected(i) is not { } expected)
            {
                continue;
            }

            if (expected < -LateSeconds)
            {
                late = Math.Max(late, -expected);
            }
            else if (expected < gap)
            {
                (nearest, gap) = (i, expected);
            }
        }

        (values[0], values[3], values[4], values[5]) = (FarBehindSeconds, 0, 0, late / _scale);
        if (nearest >= 0 && gap < FarBehindSeconds)
        {
            var other = _cars[nearest].Own;
            values[0] = gap;
            values[1] = Against(other.Level);
            values[2] = Against(other.Seconds);
            values[3] = other.Lap - _own.Lap;
            values[4] = other.StintLaps;
        }
    }

    // Cars that are laps down ahead, and cars laps up behind.
    private void WriteLapping(Span<double> values)
    {
        (values[0], values[1]) = (NobodySeconds, NobodySeconds);
        for (var i = 0; i < _cars.Length; i++)
        {
            if (Expected(i) is not { } expected)
            {
                continue;
            }

            var laps = _cars[i].Own.Lap - _own.Lap;
            values[0] = laps < 0 ? Math.Min(values[0], Since(i)!.Value) : values[0];
            values[1] = laps > 0 ? Math.Min(values[1], expected) : values[1];
        }
    }

    private void WriteSituation(Span<double> values, CarState car, int? totalLaps)
    {
        values[0] = _own.GapBefore;
        values[1] = _own.StintLaps;
        values[2] = _own.SinceStop;
        values[3] = _own.SinceNeutralised;
        values[4] = _own.Lap;
        values[5] = totalLaps - _own.Lap ?? double.NaN;
        values[6] = car.Tyres.Compound is { } compound ? (int)compound : double.NaN;
        values[7] = _own.Yellow ? 1 : 0;
        values[8] = Against(_own.Seconds);
    }

    private (int Ahead, int Second) NearestAhead()
    {
        var (ahead, second) = (-1, -1);
        for (var i = 0; i < _cars.Length; i++)
        {
            if (Expected(i) is null)
            {
                continue;
            }

            var since = Since(i);
            if (ahead < 0 || since < Since(ahead))
            {
                (ahead, second) = (i, ahead);
            }
            else if (second < 0 || since < Since(second))
            {
                second = i;
            }
        }

        return (ahead, second);
    }

    private double Against(double seconds) => (seconds - _reference) / _scale;

    // Time since another car that is still racing crossed the line, s.
    private double? Since(int other)
    {
        var car = _cars[other];
        return other != _index && car.Source.Running && car.Source.Timing.LastCrossing is { } crossing
            && _now - crossing.TotalSeconds is >= 0 and var since && since < RecentLaps * _reference
            ? since
            : null;
    }

    // When another car on the track is expected to cross the line, s from now.
    private double? Expected(int other)
    {
        if (Since(other) is not { } since || _cars[other].Own.PitIn)
        {
            return null;
        }

        var level = _cars[other].Own.Level;
        return (double.IsNaN(level) ? _reference : level) - since;
    }
}
