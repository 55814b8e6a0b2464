using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Sampling;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>Tells what is new of a simulated car's tyres and fuel.</summary>
internal sealed class CarTyreReporter
{
    // Wear is the share of the laps at which the model's cliff begins: one and a half times the mean stint.
    private const double LifeAtFullWear = 1.5;

    // Tyres work at about 100 °C and cool towards 70 °C when driven slowly, those at the front left most loaded: magnitudes of a
    // working range, not a thermal model.
    private const double CoolCelsius = 70;
    private const double WorkingExcessCelsius = 32;
    private const double WarmingSeconds = 12;

    // Fuel for a race, kg: the limit of the 2019–2025 technical regulations.
    private const double FuelLimitKg = 110;

    private readonly SimulatedRace _race;
    private readonly SimulatedCar _car;
    private readonly CarTold _told;
    private int _stint;
    private int _visits;
    private int _laps;
    private int _changedInLap;
    private bool _tellsAge;
    private bool _wasInBox;
    private double? _wear;
    private double? _fuel;
    private double? _celsius;
    private double? _wearOffset;
    private Wheels? _celsiusOffset;

    public CarTyreReporter(SimulatedRace race, SimulatedCar car, CarTold told)
    {
        _race = race;
        _car = car;
        _told = told;
        _tellsAge = told.TellsTyreAge;
        (_laps, _stint) = (told.Laps, told.Stint);
        _visits = told.Visits - (car.Start.Stopping ? 1 : 0);
    }

    public CarUpdate Introduce(CarUpdate update) => update with
    {
        Stints = [NewStint(0, _car.Start.Compound, 1)],
        Compound = Map(_car.Start.Compound),
        TyreAge = 0,
        FuelMassKg = Math.Round(_car.Start.FuelKg, 2),
        FuelCapacityKg = FuelLimitKg,
    };

    public CarUpdate Report(CarUpdate update, Standing standing, double seconds)
    {
        if (standing.Retired || standing.FinishedAt is not null || _car.Driven(standing.LapsCompleted) is not { } lap)
        {
            return Age(update, standing);
        }

        update = Change(Age(update, standing), standing, lap);
        var part = Math.Clamp((standing.Metres / _race.Profile.LapMetres) - standing.LapsCompleted, 0, 1);
        if (_told.TellsFuel)
        {
            update = update with { FuelMassKg = IfNew(ref _fuel, Math.Round(Fuel(standing, lap, part), 2)) };
        }

        update = Wear(update, standing, lap, part);
        return _told.TellsTemperature ? Temperature(update, standing, seconds) : update;
    }

    private double Fuel(Standing standing, SampledLap lap, double part)
    {
        var from = standing.LapsCompleted == _car.Start.LapsCompleted ? _car.Start.LapFraction : 0;
        var before = _car.Completed(standing.LapsCompleted)?.FuelKg ?? _car.Start.FuelKg;
        var to = lap.RetiredAtFraction is { } end && end > from ? end : 1;
        return Math.Max(0, before - ((before - lap.FuelKg) * Math.Clamp((part - from) / (to - from), 0, 1)));
    }

    private CarUpdate Age(CarUpdate update, Standing standing)
    {
        if (standing.LapsCompleted <= _laps)
        {
            return update;
        }

        _laps = standing.LapsCompleted;
        return _tellsAge && _car.Completed(_laps) is { TyreAgeLaps: var age }
            ? update with { TyreAge = age, Stints = [.. update.Stints, new StintUpdate { Index = _stint, Age = age }] }
            : update;
    }

    // A stint begins when the car leaves its box.
    private CarUpdate Change(CarUpdate update, Standing standing, SampledLap lap)
    {
        var inBox = standing.Leg is LegKind.Box;
        var left = _wasInBox && !inBox;
        _wasInBox = inBox;
        if (!left)
        {
            return update;
        }

        // Readers who know of no stint hear that there was one, of which nothing is known.
        var stints = _stint < 0 ? update.Stints.Add(new StintUpdate { Index = 0 }) : update.Stints;
        _stint = Math.Max(Math.Max(_stint, 0) + 1, ++_visits);
        (_tellsAge, _changedInLap, _wearOffset, _celsiusOffset) = (true, lap.Lap, 0, new Wheels(0, 0, 0, 0));
        return update with
        {
            Stints = stints.Add(NewStint(_stint, lap.Compound, standing.LapsCompleted + 1)),
            Compound = Map(lap.Compound),
            TyreAge = 0,
        };
    }

    private CarUpdate Wear(CarUpdate update, Standing standing, SampledLap lap, double part)
    {
        if (!_told.TellsWear)
        {
            return update;
        }

        var oldSet = lap.PitOut is not null && _changedInLap != lap.Lap;
        var (compound, laps) = !oldSet ? (lap.Compound, lap.TyreAgeLaps - 1 + part)
            : _car.Completed(standing.LapsCompleted) is { } last ? (last.Compound, last.TyreAgeLaps)
            : (_car.Start.Compound, _car.Start.TyreAgeLaps);
        var life = LifeAtFullWear * _race.Sampled.Parameters.Circuit.Of(compound).LifeLaps.Mean;
        _wearOffset ??= _told.Wear - (laps / life) ?? 0;
        return update with { TyreWear = IfNew(ref _wear, Math.Round(Math.Clamp((laps / life) + _wearOffset.Value, 0, 1), 4)) };
    }

    private CarUpdate Temperature(CarUpdate update, Standing standing, double seconds)
    {
        var celsius = Math.Round(CoolCelsius + (WorkingExcessCelsius * Math.Min(1, RecentPace(standing, seconds))), 1);
        if (IfNew(ref _celsius, celsius) is not { } now)
        {
            return update;
        }

        // Readers saw other temperatures than the model's: it is the change that they are told until the car has other tyres.
        var model = new Wheels(now + 2, now, now - 3, now - 5);
        _celsiusOffset ??= _told.Temperature is { } was ? Combine(was, model, -1) : new Wheels(0, 0, 0, 0);
        return update with { TyreTemperatureCelsius = Combine(model, _celsiusOffset.Value, 1) };
    }

    private static Wheels Combine(Wheels a, Wheels b, int sign) => new(
        Math.Round(a.FrontLeft + (sign * b.FrontLeft), 1),
        Math.Round(a.FrontRight + (sign * b.FrontRight), 1),
        Math.Round(a.RearLeft + (sign * b.RearLeft), 1),
        Math.Round(a.RearRight + (sign * b.RearRight), 1));

    // Speed of the last seconds against the mean speed of a reference lap.
    private double RecentPace(Standing standing, double seconds)
    {
        var metres = standing.Metres - _car.Path.At(seconds - WarmingSeconds).Metres;
        return metres / WarmingSeconds / (_race.Profile.LapMetres / _race.Profile.LapSeconds);
    }

    private static double? IfNew(ref double? last, double value)
    {
        if (last == value)
        {
            return null;
        }

        last = value;
        return value;
    }

    private static StintUpdate NewStint(int index, TyreCompound compound, int lap) => new()
    {
        Index = index,
        Compound = Map(compound),
        CompoundName = Map(compound).ToString().ToUpperInvariant(),
        New = true,
        TyresChanged = index > 0 ? true : null,
        AgeAtStart = 0,
        Age = 0,
        StartLap = lap,
    };

    private static Compound Map(TyreCompound compound) => compound switch
    {
        TyreCompound.Soft => Compound.Soft,
        TyreCompound.Medium => Compound.Medium,
        TyreCompound.Hard => Compound.Hard,
        TyreCompound.Intermediate => Compound.Intermediate,
        _ => Compound.Wet,
    };
}
