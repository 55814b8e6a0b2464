using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>Merges what a frame says of single cars. Order matters: a lap is closed with the tyres and visits it was driven with.</summary>
internal static class CarMerge
{
    public static void Apply(MergeScope merge)
    {
        var updates = merge.Frame.Cars;
        for (var i = 0; i < updates.Length; i++)
        {
            var update = updates[i];
            var index = merge.IndexOf(update.CarId, hint: i);
            if (index < 0 && merge.Cars.Length >= SessionState.MaxCars)
            {
                merge.RefusedCars++;
                continue;
            }

            if (index < 0)
            {
                index = merge.AddCar(new CarState { CarId = update.CarId });
            }

            merge.SetCar(index, Merge(merge, merge.Cars[index], update));
        }

        CompoundMerge.Remap(merge);
    }

    private static CarState Merge(MergeScope merge, CarState car, CarUpdate update)
    {
        car = MergeIdentity(car, update);
        car = MergeMeasured(car, update);
        car = ConditionMerge.Apply(merge, car, update);
        car = VisitTelling.Apply(merge, car, update);
        car = TyreMerge.Apply(merge, car, update);
        car = TimingMerge.Apply(merge, car, update);
        car = LapTelling.Apply(merge, car, update);
        return LapDeleting.Apply(merge, car, update);
    }

    // What is measured many times a second, in one go: a copy of the car for each would be most of what a frame costs.
    private static CarState MergeMeasured(CarState car, CarUpdate update)
    {
        var (tyres, energy, motion, systems) = (MergeTyres(car.Tyres, update), MergeEnergy(car.Energy, update), MergeMotion(car.Motion, update), car.Systems.With(update.Systems));
        return ReferenceEquals(tyres, car.Tyres) && ReferenceEquals(energy, car.Energy) && ReferenceEquals(motion, car.Motion) && ReferenceEquals(systems, car.Systems)
            ? car
            : car with { Tyres = tyres, Energy = energy, Motion = motion, Systems = systems };
    }

    private static CarState MergeIdentity(CarState car, CarUpdate update)
    {
        if (update is { RaceNumber: null, Driver: null, DriverCode: null, Team: null, TeamColour: null, GridPosition: null })
        {
            return car;
        }

        var now = car.Identity;
        var after = new CarIdentity
        {
            RaceNumber = update.RaceNumber ?? now.RaceNumber,
            Driver = update.Driver ?? now.Driver,
            DriverCode = update.DriverCode ?? now.DriverCode,
            Team = update.Team ?? now.Team,
            TeamColour = update.TeamColour ?? now.TeamColour,
            GridPosition = update.GridPosition ?? now.GridPosition,
        };
        return after == now ? car : car with { Identity = after };
    }

    private static CarTyres MergeTyres(CarTyres now, CarUpdate update) =>
        update is { TyreWear: null, TyreWearByWheel: null, TyreTemperatureCelsius: null }
            ? now
            : now with
            {
                Wear = update.TyreWear ?? update.TyreWearByWheel?.Mean ?? now.Wear,
                WearByWheel = update.TyreWearByWheel ?? now.WearByWheel,
                TemperatureCelsius = update.TyreTemperatureCelsius ?? now.TemperatureCelsius,
            };

    private static CarEnergy MergeEnergy(CarEnergy now, CarUpdate update)
    {
        if (update is { FuelMassKg: null, FuelCapacityKg: null, FuelLevel: null })
        {
            return now;
        }

        var mass = update.FuelMassKg ?? now.FuelMassKg;
        var capacity = update.FuelCapacityKg ?? now.FuelCapacityKg;
        return new CarEnergy
        {
            FuelMassKg = mass,
            FuelCapacityKg = capacity,
            FuelLevel = update.FuelLevel ?? (mass is { } m ? Level(m, capacity) : now.FuelLevel),
        };
    }

    private static double Level(double massKg, double? capacityKg) => Math.Clamp(massKg / (capacityKg ?? FuelTank.CapacityKg), 0, 1);

    private static CarMotion MergeMotion(CarMotion now, CarUpdate update) =>
        update is { SpeedKph: null, LapFraction: null, MapPosition: null }
            ? now
            : new CarMotion
            {
                SpeedKph = update.SpeedKph ?? now.SpeedKph,
                LapFraction = update.LapFraction ?? now.LapFraction,
                Place = update.MapPosition ?? now.Place,
            };
}
