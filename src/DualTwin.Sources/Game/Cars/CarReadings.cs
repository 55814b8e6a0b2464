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

    public static void ReadTelemetry<T>(ref T car, ref CarDraft draft)
        where T : unmanaged, ICarTelemetryData
    {
        draft.Any = true;
        draft.SpeedKph = GameValues.Finite(car.Speed, 0, 500);
        draft.SurfaceTemperature = GameValues.Told(car.TyresSurfaceTemperature);
        draft.Tyres = new TyreReadings(
            GameValues.Told(car.TyresInnerTemperature), GameValues.Told(car.TyresPressure, MostPressurePsi), GameValues.Told(car.BrakesTemperature));
        draft.Inputs = new DriverInputs(
            GameValues.Finite(car.Throttle, 0, 1),
            GameValues.Finite(car.Brake, 0, 1),
            GameValues.Finite(car.Steer, -1, 1),
            car.Gear is >= -1 and <= 8 ? car.Gear : null,
            car.EngineRPM);
        draft.Overtaking = (draft.Overtaking ?? new OvertakeAids()) with { DrsOpen = car.Drs == 1 };
    }

    public static void ReadStatus<T>(ref T car, ref CarDraft draft)
        where T : unmanaged, ICarStatusData
    {
        draft.Any = true;
        draft.Overtaking = (draft.Overtaking ?? new OvertakeAids()) with { DrsAllowed = car.DrsAllowed == 1 };

        // A car without a tank is one whose driver keeps it private.
        draft.Restricted = car.FuelCapacity == 0 && car.MaxRPM > 0;
        if (draft.Restricted == true || car.MaxRPM == 0)
        {
            return;
        }

        draft.FuelMassKg = GameValues.Finite(car.FuelInTank, 0, MostFuelKg);
        draft.FuelCapacityKg = GameValues.Finite(car.FuelCapacity, 1, MostFuelKg);
        draft.Fuel = new FuelReadings(
            GameValues.Finite(car.FuelRemainingLaps, -200, 500), car.FuelMix <= (byte)FuelMix.Max ? (FuelMix)car.FuelMix : null);
        draft.Energy = new EnergyStore(
            GameValues.Finite(car.ErsStoreEnergy, 0, MostJoules),
            car.ErsDeployMode <= (byte)DeployMode.Overtake ? (DeployMode)car.ErsDeployMode : null,
            GameValues.Finite(car.ErsHarvestedThisLapMGUK, 0, MostJoules),
            GameValues.Finite(car.ErsHarvestedThisLapMGUH, 0, MostJoules),
            GameValues.Finite(car.ErsDeployedThisLap, 0, MostJoules),
            GameValues.Finite(car.ErsHarvestLimitPerLap, 1, MostJoules));
        if (car.TyresWear is { } wear)
        {
            draft.Wear = GameValues.Shares(wear);
            ReadDamage2020(ref car, ref draft);
        }
    }

    public static void ReadDamage<T>(ref T car, bool hidden, ref CarDraft draft)
        where T : unmanaged, ICarDamageData
    {
        draft.Any = true;
        var blisters = car.TyreBlisters is { } blistered ? GameValues.Shares(blistered) : (Wheels?)null;
        bool? failed = car.EngineBlown is null ? null : car.EngineBlown == 1 || car.EngineSeized == 1;
        var visible = new CarDamage { Blisters = blisters, ErsFault = car.ErsFault is { } ers ? ers == 1 : null, EngineFailed = failed };
        if (hidden)
        {
            draft.Damage = visible;
            return;
        }

        draft.Wear = GameValues.Shares(car.TyresWear);
        draft.Damage = visible with
        {
            Tyres = GameValues.Shares(car.TyresDamage),
            Brakes = GameValues.Shares(car.BrakesDamage),
            FrontLeftWing = GameValues.Share(car.FrontLeftWingDamage),
            FrontRightWing = GameValues.Share(car.FrontRightWingDamage),
            RearWing = GameValues.Share(car.RearWingDamage),
            Floor = GameValues.Share(car.FloorDamage),
            Diffuser = GameValues.Share(car.DiffuserDamage),
            Sidepod = GameValues.Share(car.SidepodDamage),
            Gearbox = GameValues.Share(car.GearBoxDamage),
            Engine = GameValues.Share(car.EngineDamage),
            PowerUnit = new PowerUnitWear(
                GameValues.Share(car.EngineMGUHWear),
                GameValues.Share(car.EngineESWear),
                GameValues.Share(car.EngineCEWear),
                GameValues.Share(car.EngineICEWear),
                GameValues.Share(car.EngineMGUKWear),
                GameValues.Share(car.EngineTCWear)),
            DrsFault = car.DrsFault == 1,
        };
    }

    public static void ReadMotion<T>(ref T car, ref CarDraft draft)
        where T : unmanaged, ICarMotionData
    {
        if (float.IsFinite(car.WorldPositionX) && float.IsFinite(car.WorldPositionZ) && (car.WorldPositionX, car.WorldPositionZ) != (0, 0))
        {
            draft.Any = true;
            draft.Place = new MapPosition(car.WorldPositionX, car.WorldPositionZ);
        }
    }

    public static void ReadAero(ref CarTelemetry2Data2026 car, ref CarDraft draft)
    {
        draft.Any = true;
        draft.Overtaking = (draft.Overtaking ?? new OvertakeAids()) with
        {
            StraightLineMode = car.ActiveAeroMode == 1,
            StraightLineModeAllowed = car.ActiveAeroAvailable == 1,
            OvertakeModeOn = car.OvertakeActive == 1,
            OvertakeModeAllowed = car.OvertakeAvailable == 1,
        };
    }

    public static void ReadSetup<T>(ref T car, ref CarDraft draft)
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
            GameValues.Share(car.BrakeBias),
            GameValues.Told(pressure, MostPressurePsi),
            GameValues.Finite(car.FuelLoad, 0, MostFuelKg));
    }

    private static void ReadDamage2020<T>(ref T car, ref CarDraft draft)
        where T : unmanaged, ICarStatusData =>
        draft.Damage = new CarDamage
        {
            Tyres = car.TyresDamage is { } tyres ? GameValues.Shares(tyres) : null,
            FrontLeftWing = ShareOf(car.FrontLeftWingDamage),
            FrontRightWing = ShareOf(car.FrontRightWingDamage),
            RearWing = ShareOf(car.RearWingDamage),
            Gearbox = ShareOf(car.GearBoxDamage),
            Engine = ShareOf(car.EngineDamage),
            DrsFault = car.DrsFault == 1,
        };

    private static double? ShareOf(byte? percent) => percent is { } p ? GameValues.Share(p) : null;
}
