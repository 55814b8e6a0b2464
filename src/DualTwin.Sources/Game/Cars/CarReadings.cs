using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Systems;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Cars;

/// <summary>Reads what the game measures in a car. Zeros of a car that keeps its telemetry private say nothing.</summary>
internal static class CarReadings
{
    private const float MostPressurePsi = 100;
    private const double MostFuelKg = 500;
    private const double MostJoules = 100e6;

    public static void ReadTelemetry<T>(ref T car, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ICarTelemetryData
    {
        draft.Any = true;
        draft.SpeedKph = faults.Finite(car.Speed, 0, 500);
        draft.SurfaceTemperature = GameValues.Told(car.TyresSurfaceTemperature);
        draft.Tyres = new TyreReadings(
            GameValues.Told(car.TyresInnerTemperature), faults.Told(car.TyresPressure, MostPressurePsi), GameValues.Told(car.BrakesTemperature));
        draft.Inputs = new DriverInputs(
            faults.Finite(car.Throttle, 0, 1),
            faults.Finite(car.Brake, 0, 1),
            faults.Finite(car.Steer, -1, 1),
            faults.Holds(car.Gear is >= -1 and <= 8) ? car.Gear : null,
            car.EngineRPM);
        draft.Overtaking = (draft.Overtaking ?? new OvertakeAids()) with { DrsOpen = faults.Flag(car.Drs) };
    }

    public static void ReadStatus<T>(ref T car, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ICarStatusData
    {
        draft.Any = true;
        draft.Overtaking = (draft.Overtaking ?? new OvertakeAids()) with { DrsAllowed = faults.Flag(car.DrsAllowed) };

        // A car without a tank is one whose driver keeps it private.
        draft.Restricted = car.FuelCapacity == 0 && car.MaxRPM > 0;
        if (draft.Restricted == true || car.MaxRPM == 0)
        {
            return;
        }

        draft.FuelMassKg = faults.Finite(car.FuelInTank, 0, MostFuelKg);
        draft.FuelCapacityKg = faults.Finite(car.FuelCapacity, 1, MostFuelKg);
        draft.Fuel = new FuelReadings(
            faults.Finite(car.FuelRemainingLaps, -200, 500), faults.Knows(car.FuelMix <= (byte)FuelMix.Max) ? (FuelMix)car.FuelMix : null);
        draft.Energy = new EnergyStore(
            faults.Finite(car.ErsStoreEnergy, 0, MostJoules),
            faults.Knows(car.ErsDeployMode <= (byte)DeployMode.Overtake) ? (DeployMode)car.ErsDeployMode : null,
            faults.Finite(car.ErsHarvestedThisLapMGUK, 0, MostJoules),
            faults.Finite(car.ErsHarvestedThisLapMGUH, 0, MostJoules),
            faults.Finite(car.ErsDeployedThisLap, 0, MostJoules),
            car.ErsHarvestLimitPerLap is 0 ? null : faults.Finite(car.ErsHarvestLimitPerLap, 1, MostJoules));
        if (car.TyresWear is { } wear)
        {
            draft.Wear = faults.Shares(wear);
            ReadDamage2020(ref car, faults, ref draft);
        }
    }

    public static void ReadDamage<T>(ref T car, bool hidden, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ICarDamageData
    {
        draft.Any = true;
        var blisters = car.TyreBlisters is { } blistered ? faults.Shares(blistered) : (Wheels?)null;
        bool? failed = car.EngineBlown is null ? null : car.EngineBlown == 1 || car.EngineSeized == 1;
        var visible = new CarDamage { Blisters = blisters, ErsFault = faults.Flag(car.ErsFault), EngineFailed = failed };
        if (hidden)
        {
            draft.Damage = visible;
            return;
        }

        draft.Wear = faults.Shares(car.TyresWear);
        draft.Damage = visible with
        {
            Tyres = faults.Shares(car.TyresDamage),
            Brakes = faults.Shares(car.BrakesDamage),
            FrontLeftWing = faults.Share(car.FrontLeftWingDamage),
            FrontRightWing = faults.Share(car.FrontRightWingDamage),
            RearWing = faults.Share(car.RearWingDamage),
            Floor = faults.Share(car.FloorDamage),
            Diffuser = faults.Share(car.DiffuserDamage),
            Sidepod = faults.Share(car.SidepodDamage),
            Gearbox = faults.Share(car.GearBoxDamage),
            Engine = faults.Share(car.EngineDamage),
            PowerUnit = new PowerUnitWear(
                faults.Share(car.EngineMGUHWear),
                faults.Share(car.EngineESWear),
                faults.Share(car.EngineCEWear),
                faults.Share(car.EngineICEWear),
                faults.Share(car.EngineMGUKWear),
                faults.Share(car.EngineTCWear)),
            DrsFault = faults.Flag(car.DrsFault),
        };
    }

    public static void ReadMotion<T>(ref T car, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ICarMotionData
    {
        if ((car.WorldPositionX, car.WorldPositionZ) != (0, 0) && faults.Holds(float.IsFinite(car.WorldPositionX) && float.IsFinite(car.WorldPositionZ)))
        {
            draft.Any = true;
            draft.Place = new MapPosition(car.WorldPositionX, car.WorldPositionZ);
        }
    }

    public static void ReadAero(ref CarTelemetry2Data2026 car, GameFaults faults, ref CarDraft draft)
    {
        draft.Any = true;
        draft.Overtaking = (draft.Overtaking ?? new OvertakeAids()) with
        {
            StraightLineMode = faults.Flag(car.ActiveAeroMode),
            StraightLineModeAllowed = faults.Flag(car.ActiveAeroAvailable),
            OvertakeModeOn = faults.Flag(car.OvertakeActive),
            OvertakeModeAllowed = faults.Flag(car.OvertakeAvailable),
        };
    }

    public static void ReadSetup<T>(ref T car, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ICarSetupData
    {
        // The game fills only the set-ups that it shows.
        if (car.BrakeBias == 0 && car.FuelLoad == 0)
        {
            return;
        }

        draft.Any = true;
        Wheels<float> pressure = new(car.RearLeftTyrePressure, car.RearRightTyrePressure, car.FrontLeftTyrePressure, car.FrontRightTyrePressure);
        draft.Setup = new CarSetup(
            car.FrontWing,
            car.RearWing,
            faults.Share(car.BrakeBias),
            faults.Told(pressure, MostPressurePsi),
            faults.Finite(car.FuelLoad, 0, MostFuelKg));
    }

    private static void ReadDamage2020<T>(ref T car, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ICarStatusData =>
        draft.Damage = new CarDamage
        {
            Tyres = car.TyresDamage is { } tyres ? faults.Shares(tyres) : null,
            FrontLeftWing = faults.Share(car.FrontLeftWingDamage),
            FrontRightWing = faults.Share(car.FrontRightWingDamage),
            RearWing = faults.Share(car.RearWingDamage),
            Gearbox = faults.Share(car.GearBoxDamage),
            Engine = faults.Share(car.EngineDamage),
            DrsFault = faults.Flag(car.DrsFault),
        };
}
