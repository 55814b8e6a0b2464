using DualTwin.Backtest.Archive;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Lap time in clean air within one race: car + compound + slope of the compound · age − fuel gain · lap, in three steps, because
/// age and lap number rise together within a stint and are told apart only between cars that stop at different times.
/// </summary>
internal sealed class RacePace
{
    // Closer than this to the car ahead at the start of a lap, the lap shows that car's pace.
    private const double CleanAirSeconds = 1.5;
    private const int FewestLaps = 200;
    private const int FewestLapsOfCompound = 40;
    private const int FewestStintLaps = 5;

    private readonly FittedRace _race;
    private readonly (RecordedCar Car, RecordedLap Lap)[] _samples;
    private readonly double[] _slopes = new double[3];
    private readonly double[] _offsets = new double[3];
    private Dictionary<string, double> _cars = [];
    private double _fuelGainPerLap;

    private RacePace(FittedRace race, (RecordedCar, RecordedLap)[] samples)
    {
        _race = race;
        _samples = samples;
        Counts = [.. Enumerable.Range(0, 3).Select(c => samples.Count(s => (int)s.Item2.Compound!.Value == c))];
        LapSlopeSeconds = FitLapSlope();
    }

    /// <summary>Clean laps on each slick compound.</summary>
    public int[] Counts { get; }

    /// <summary>Change of lap time per lap of the race at equal tyres, s: fuel and the evolution of the track together.</summary>
    public double LapSlopeSeconds { get; }

    /// <summary>Scatter of clean laps around the fit, s.</summary>
    public double ScaleSeconds { get; private set; }

    /// <summary>Pace of each car with enough laps, s: a new medium set at mid-race.</summary>
    public IReadOnlyDictionary<string, double> Cars => _cars;

    public static RacePace? Of(FittedRace race)
    {
        var samples = race.Race.Cars.SelectMany(car => car.Laps.Where(l => IsClean(race, car, l)).Select(l => (car, l))).ToArray();
        return samples.Length < FewestLaps ? null : new RacePace(race, samples);
    }

    /// <summary>Slope of <paramref name="compound"/> over age in this race, s/lap; null with too few laps to tell.</summary>
    public double? Slope(TyreCompound compound) => Counts[(int)compound] >= FewestLapsOfCompound ? _slopes[(int)compound] : null;

    /// <summary>Pace of <paramref name="compound"/> against medium in this race, s; null with too few laps of either to tell.</summary>
    public double? Offset(TyreCompound compound) =>
        Counts[(int)compound] >= FewestLapsOfCompound && Counts[(int)TyreCompound.Medium] >= FewestLapsOfCompound
            ? _offsets[(int)compound]
            : null;

    /// <summary>The lap time to expect of a car in clean air, s; null where the car or the set is unknown.</summary>
    public double? Expected(RecordedCar car, RecordedLap lap)
    {
        if (!_cars.TryGetValue(car.Driver, out var pace) || lap.Compound is not { } compound || lap.Wet || lap.TyreAgeLaps is not { } age)
        {
            return null;
        }

        var fuel = _fuelGainPerLap * (lap.Lap - (_race.Race.LapCount / 2.0));
        return pace + _offsets[(int)compound] + (_slopes[(int)compound] * age) - fuel;
    }

    /// <summary>Fits slopes, offsets and cars, given how much faster fuel makes each lap.</summary>
    /// <param name="fuelGainPerLap">Gain of lap time per lap from burnt fuel, s.</param>
    public void Complete(double fuelGainPerLap)
    {
        _fuelGainPerLap = fuelGainPerLap;
        FitSlopes();
        FitCars();
    }

    private static bool IsClean(FittedRace race, RecordedCar car, RecordedLap lap) =>
        lap.Racing && !lap.Wet && lap.Compound is not null && lap.TyreAgeLaps is not null
        && lap.LapSeconds < race.SlowestSeconds
        && (!race.Gaps.TryGetValue((car.Driver, lap.Lap - 1), out var gap) || gap > CleanAirSeconds);

    private double FitLapSlope()
    {
        var rows = _samples.Select(s => Row(s.Lap, s.Lap.Lap)).ToArray();
        return GroupedRegression.Fit(CarGroups(out _), rows, [.. _samples.Select(s => s.Lap.LapSeconds!.Value)]).Coefficients[^1];

        static double[] Row(RecordedLap lap, int number)
        {
            var row = new double[6];
            row[(int)lap.Compound!.Value] = lap.TyreAgeLaps!.Value;
            if (lap.Compound is TyreCompound.Soft or TyreCompound.Hard)
            {
                row[lap.Compound is TyreCompound.Soft ? 3 : 4] = 1;
            }

            row[5] = number;
            return row;
        }
    }

    private void FitSlopes()
    {
        var stints = _samples.GroupBy(s => (s.Car.Driver, s.Lap.Compound, Start: s.Lap.Lap - s.Lap.TyreAgeLaps!.Value))
            .Where(g => g.Count() >= FewestStintLaps).ToArray();
        if (stints.Length == 0)
        {
            return;
        }

        var groups = stints.SelectMany((stint, i) => stint.Select(_ => i)).ToArray();
        var laps = stints.SelectMany(stint => stint).Select(s => s.Lap).ToArray();
        var rows = laps.Select(l =>
        {
            var row = new double[3];
            row[(int)l.Compound!.Value] = l.TyreAgeLaps!.Value;
            return row;
        }).ToArray();
        GroupedRegression.Fit(groups, rows, [.. laps.Select(WithoutFuel)]).Coefficients.CopyTo(_slopes, 0);
    }

    private void FitCars()
    {
        var rows = _samples.Select(s => new[]
        {
            s.Lap.Compound == TyreCompound.Soft ? 1.0 : 0,
            s.Lap.Compound == TyreCompound.Hard ? 1.0 : 0,
        }).ToArray();
        var values = _samples.Select(s => WithoutFuel(s.Lap) - (_slopes[(int)s.Lap.Compound!.Value] * s.Lap.TyreAgeLaps!.Value)).ToArray();
        var fit = GroupedRegression.Fit(CarGroups(out var names), rows, values);
        _offsets[(int)TyreCompound.Soft] = fit.Coefficients[0];
        _offsets[(int)TyreCompound.Hard] = fit.Coefficients[1];
        _cars = names.Select((name, i) => (name, fit.Intercepts[i])).ToDictionary(x => x.name, x => x.Item2, StringComparer.Ordinal);
        ScaleSeconds = fit.Scale;
    }

    private double WithoutFuel(RecordedLap lap) => lap.LapSeconds!.Value + (_fuelGainPerLap * (lap.Lap - (_race.Race.LapCount / 2.0)));

    private int[] CarGroups(out string[] names)
    {
        var distinct = _samples.Select(s => s.Car.Driver).Distinct(StringComparer.Ordinal).ToArray();
        names = distinct;
        return [.. _samples.Select(s => Array.IndexOf(distinct, s.Car.Driver))];
    }
}
