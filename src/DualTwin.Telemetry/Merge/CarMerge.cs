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
        car = ConditionMerge.Apply(merge, car, update);
        car = VisitTelling.Apply(merge, car, update);
        car = TyreMerge.Apply(merge, car, update);
        car = TimingMerge.Apply(merge, car, update);
        car = LapTelling.Apply(merge, car, update);
        car = LapDeleting.Apply(merge, car, update);
        car = MergeEnergy(car, update);
        car = MergeMotion(car, update);
        var systems = car.Systems.With(update.Systems);
        return ReferenceEquals(systems, car.Systems) ? car : car with { Systems = systems };
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

    private static CarState MergeEnergy(CarState car, CarUpdate update)
    {
        if (update is { FuelMassKg: null, FuelCapacityKg: null, FuelLevel: null })
        {
            return car;
        }

        var mass = update.FuelMassKg ?? car.Energy.FuelMassKg;
        var capacity = update.FuelCapacityKg ?? car.Energy.FuelCapacityKg;
        return car with
        {
            Energy = new CarEnergy
            {
                FuelMassKg = mass,
                FuelCapacityKg = capacity,
                FuelLevel = update.FuelLevel ?? (mass is { } m ? Level(m, capacity) : car.Energy.FuelLevel),
            },
        };
    }

    private static double Level(double massKg, double? capacityKg) => Math.Clamp(massKg / (capacityKg ?? FuelTank.CapacityKg), 0, 1);

    private static CarState MergeMotion(CarState car, CarUpdate update)
    {
        if (update is { SpeedKph: null, LapFraction: null, MapPosition: null })
        {
            return car;
        }

        return car with
        {
            Motion = new CarMotion
            {
                SpeedKph = update.SpeedKph ?? car.Motion.SpeedKph,
                LapFraction = update.LapFraction ?? car.Motion.LapFraction,
                Place = update.MapPosition ?? car.Motion.Place,
            },
        };
    }
}
