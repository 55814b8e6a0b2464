using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Laps;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Field;
using DualTwin.Twins.Laps;

namespace DualTwin.Twins.Stops;

/// <summary>
/// Reads the covariates of a car's next stop at its newest line crossing: its set and pace, the cars around it at equal laps, and what the
/// field has done so far in this race.
/// </summary>
internal readonly ref struct StopCovariateReader
{
    // Cars this close react to each other's stops, s.
    private const double NearSeconds = 15;

    private const int PositionColumn = 23;

    private readonly CarTwin[] _cars;
    private readonly int _index;
    private readonly CarTwin _car;
    private readonly OwnStops _own;
    private readonly FieldContext _context;
    private readonly double _scale;
    private readonly int _leaderLap;
    private readonly int _running;

    private StopCovariateReader(CarTwin[] cars, int index, FieldContext context)
    {
        _cars = cars;
        _index = index;
        _car = cars[index];
        _own = _car.Stops;
        _context = context;
        _scale = _car.Own.Level / NextLapFigures.ReferenceSeconds;
        foreach (var car in cars)
        {
            _leaderLap = Math.Max(_leaderLap, car.Stops.Lap);
            _running += car.Source.Running ? 1 : 0;
        }

        _running = Math.Max(1, _running);
    }

    /// <summary>The covariates for the lap now driven; <paramref name="left"/> is the number of laps to go from the newest crossing.</summary>
    public static StopCovariates Read(CarTwin[] cars, int index, FieldContext context, int left, double lifeLaps)
    {
        var covariates = default(StopCovariates);
        var reader = new StopCovariateReader(cars, index, context);
        Span<double> values = covariates;
        reader.WriteSet(values[StopCovariates.HorizonEnd..], left);
        reader.WritePace(values[26..]);
        values[PositionColumn] = new StopRoadReader(cars, index).Write(values[33..], context.PitLossSeconds.Mean, reader._scale);
        reader.WriteField(values[55..]);
        reader.WriteTrack(values[63..]);
        StopCovariates.SetHorizon(values, 0, lifeLaps);
        return covariates;
    }

    private void WriteSet(Span<double> values, int left)
    {
        var total = _context.TotalLaps ?? (_own.Lap + left);
        values[0] = _own.AgeLaps;
        values[1] = left;
        values[2] = UsualAge(ofCompound: true);
        values[3] = UsualAge(ofCompound: false);
        values[4] = _own.Compound is { } compound ? (int)compound : double.NaN;
        values[5] = _own.Made.Length;
        values[6] = Flag(_own.Owes);
        values[7] = Flag(_own.HasUsed(TyreCompound.Soft));
        values[8] = Flag(_own.HasUsed(TyreCompound.Medium));
        values[9] = Flag(_own.HasUsed(TyreCompound.Hard));
        values[10] = _own.LapsSince ?? double.NaN;
        values[11] = Flag(_own.JustMade);
        values[12] = total;
        values[13] = (double)_own.Lap / Math.Max(1, total);
        values[15] = _leaderLap - _own.Lap;
        values[16] = _running;
    }

    private void WritePace(Span<double> values)
    {
        var own = _car.Own;
        Span<double> residuals = stackalloc double[_cars.Length];
        Span<double> levels = stackalloc double[_cars.Length];
        Span<double> fresh = stackalloc double[_cars.Length];
        var (residualCount, levelCount, freshCount) = (0, 0, 0);
        for (var i = 0; i < _cars.Length; i++)
        {
            if (i == _index || !_cars[i].Source.Running)
            {
                continue;
            }

            Push(residuals, ref residualCount, _cars[i].Own.Residual);
            Push(levels, ref levelCount, _cars[i].Own.Level);
            if (_cars[i].Stops.LapsSince is >= 2 and <= 10)
            {
                Push(fresh, ref freshCount, _cars[i].Own.Level);
            }
        }

        var shift = LapWindow.Middle(residuals[..residualCount]);
        values[0] = own.Residual / _scale;
        values[1] = (own.Residual - shift) / _scale;
        values[2] = (own.Level - own.BestOfStint) / _scale;
        values[3] = (own.FastLevel - own.SlowLevel) / _scale;
        values[4] = (own.Level - LapWindow.Middle(levels[..levelCount])) / _scale;
        values[5] = (own.Level - LapWindow.Middle(fresh[..freshCount])) / _scale;
        values[6] = shift / _scale;
    }

    private void WriteField(Span<double> values)
    {
        var road = new StopRoadReader(_cars, _index);
        var (last, two, four, older, same, more, oldest, near, nearSame) = (0, 0, 0, 0, 0, 0, -1, 0, 0);
        for (var i = 0; i < _cars.Length; i++)
        {
            var stops = _cars[i].Stops;
            foreach (var stop in stops.Made)
            {
                var ago = _leaderLap - stop.Lap;
                last += ago < 1 ? 1 : 0;
                two += ago < 2 ? 1 : 0;
                four += ago < 4 ? 1 : 0;
            }

            if (i == _index || !_cars[i].Source.Running)
            {
                continue;
            }

            more += stops.Made.Length > _own.Made.Length ? 1 : 0;
            if (stops.Compound is not null && stops.Compound == _own.Compound)
            {
                same++;
                older += stops.AgeLaps > _own.AgeLaps ? 1 : 0;
                oldest = Math.Max(oldest, stops.AgeLaps);
            }

            if (road.Gap(i) is > -NearSeconds and < NearSeconds)
            {
                near += stops.LapsSince <= 3 ? 1 : 0;
                nearSame += stops.Made.Length <= _own.Made.Length ? 1 : 0;
            }
        }

        values[0] = (double)last / _running;
        values[1] = (double)two / _running;
        values[2] = (double)four / _running;
        values[3] = same == 0 ? double.NaN : (double)older / same;
        values[4] = oldest < 0 ? double.NaN : _own.AgeLaps - oldest;
        values[5] = (double)more / _running;
        values[6] = near;
        values[7] = nearSame;
    }

    private void WriteTrack(Span<double> values)
    {
        var (inIt, wet, toWet, toSlicks) = (0, 0, 0, 0);
        var began = _leaderLap - _context.NeutralisedLaps;
        var neutralised = _context.Neutralisation != Neutralisation.None;
        foreach (var car in _cars)
        {
            wet += car.Source.Running && IsWet(car.Stops.Compound) ? 1 : 0;
            foreach (var stop in car.Stops.Made)
            {
                inIt += neutralised && stop.Lap >= began ? 1 : 0;
                toWet += _leaderLap - stop.Lap < 3 && IsWet(stop.To) && !IsWet(stop.From) ? 1 : 0;
                toSlicks += _leaderLap - stop.Lap < 3 && stop.To is not null && !IsWet(stop.To) && IsWet(stop.From) ? 1 : 0;
            }
        }

        values[0] = (int)_context.Neutralisation;
        values[1] = neutralised ? _context.NeutralisedLaps : -1;
        values[2] = neutralised ? (double)inIt / _running : -1;
        values[3] = _car.Own.SinceNeutralised;
        values[4] = (int)WorstStatus();
        values[5] = (double)wet / _running;
        values[6] = _context.Raining is { } raining ? Flag(raining) : double.NaN;
        values[7] = (double)toWet / _running;
        values[8] = (double)toSlicks / _running;
    }

    // What slowed the newest lap most, or slows the one now driven: a safety car counts from the moment it is out.
    private TrackStatus WorstStatus()
    {
        var newest = _car.Source.Laps is [.., { TrackStatus: { } status }] ? status : TrackStatus.Green;
        var now = _context.Neutralisation switch
        {
            Neutralisation.RedFlag => TrackStatus.Red,
            Neutralisation.SafetyCar => TrackStatus.SafetyCar,
            Neutralisation.VirtualSafetyCar => TrackStatus.VirtualSafetyCar,
            _ => TrackStatus.Green,
        };
        return newest > now ? newest : now;
    }

    // Median age of the sets that came off in this race, of the car's compound under green or at the stop of the same number; not a
    // number before the first.
    private double UsualAge(bool ofCompound)
    {
        Span<double> ages = stackalloc double[4 * _cars.Length];
        var count = 0;
        foreach (var car in _cars)
        {
            for (var s = 0; s < car.Stops.Made.Length && count < ages.Length; s++)
            {
                var stop = car.Stops.Made[s];
                if (ofCompound ? stop.Green && stop.From is not null && stop.From == _own.Compound : s == _own.Made.Length)
                {
                    ages[count++] = stop.AgeLaps;
                }
            }
        }

        return LapWindow.Middle(ages[..count]);
    }

    private static void Push(Span<double> values, ref int count, double value)
    {
        if (double.IsFinite(value))
        {
            values[count++] = value;
        }
    }

    private static bool IsWet(TyreCompound? compound) => compound is TyreCompound.Intermediate or TyreCompound.Wet;

    private static double Flag(bool holds) => holds ? 1 : 0;
}
