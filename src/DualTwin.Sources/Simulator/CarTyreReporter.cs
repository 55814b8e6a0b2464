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
    private readonly CarCondition _grid;
    private int _stint;
    private int _laps;
    private bool _wasInBox;
    private double? _wear;
    private double? _fuel;
    private double? _celsius;

    public CarTyreReporter(SimulatedRace race, SimulatedCar car, CarCondition grid)
    {
        _race = race;
        _car = car;
        _grid = grid;
    }

    public CarUpdate Introduce(CarUpdate update) => update with
    {
        Stints = [NewStint(0, _grid.Compound, 1)],
        Compound = Map(_grid.Compound),
        TyreAge = 0,
        FuelMassKg = Math.Round(_grid.FuelKg, 2),
        FuelCapacityKg = FuelLimitKg,
    };

    public CarUpdate Report(CarUpdate update, Standing standing, double seconds)
    {
        if (standing.Retired || standing.FinishedAt is not null)
        {
            return Age(update, standing);
        }

        update = Change(Age(update, standing), standing);
        var lap = _car.Laps[Math.Min(standing.LapsCompleted, _car.Laps.Length - 1)];
        var part = Math.Clamp((standing.Metres / _race.Profile.LapMetres) - standing.LapsCompleted, 0, 1);
        var before = standing.LapsCompleted == 0 ? _grid.FuelKg : _car.Laps[standing.LapsCompleted - 1].FuelKg;
        var burnt = (before - lap.FuelKg) / (lap.RetiredAtFraction is > 0 and { } end ? end : 1);
        update = update with { FuelMassKg = IfNew(ref _fuel, Math.Round(Math.Max(0, before - (burnt * part)), 2)) };
        return Wear(update, standing, lap, part, seconds);
    }

    private CarUpdate Age(CarUpdate update, Standing standing)
    {
        if (standing.LapsCompleted == _laps)
        {
            return update;
        }

        _laps = standing.LapsCompleted;
        var age = _car.Laps[_laps - 1].TyreAgeLaps;
        return update with { TyreAge = age, Stints = [.. update.Stints, new StintUpdate { Index = _stint, Age = age }] };
    }

    // A stint begins when the car leaves its box.
    private CarUpdate Change(CarUpdate update, Standing standing)
    {
        var inBox = standing.Leg is LegKind.Box;
        var left = _wasInBox && !inBox;
        _wasInBox = inBox;
        if (!left)
        {
            return update;
        }

        var compound = _car.Laps[standing.LapsCompleted].Compound;
        _stint++;
        return update with
        {
            Stints = [.. update.Stints, NewStint(_stint, compound, standing.LapsCompleted + 1)],
            Compound = Map(compound),
            TyreAge = 0,
        };
    }

    private CarUpdate Wear(CarUpdate update, Standing standing, SampledLap lap, double part, double seconds)
    {
        var oldSet = lap.PitOut is not null && _stint < _car.Laps.Take(standing.LapsCompleted).Count(l => l.PitIn is not null);
        var set = oldSet ? _car.Laps[standing.LapsCompleted - 1] : lap;
        var laps = oldSet ? set.TyreAgeLaps : set.TyreAgeLaps - 1 + part;
        var life = LifeAtFullWear * _race.Sampled.Parameters.Circuit.Of(set.Compound).LifeLaps.Mean;
        update = update with { TyreWear = IfNew(ref _wear, Math.Round(Math.Min(1, laps / life), 4)) };
        var celsius = Math.Round(CoolCelsius + (WorkingExcessCelsius * Math.Min(1, RecentPace(standing, seconds))), 1);
        return IfNew(ref _celsius, celsius) is { } now
            ? update with { TyreTemperatureCelsius = new Wheels(now + 2, now, now - 3, now - 5) }
            : update;
    }

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
