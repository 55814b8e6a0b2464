using DualTwin.F1Game.Packets;

namespace DualTwin.Bench;

/// <summary>Reads nine to twelve fields of every car into its own records, as a session's state would.</summary>
internal readonly struct CarReader() : ICarAction
{
    private const int MostCars = 24;

    private readonly MotionSample[] _motion = new MotionSample[MostCars];
    private readonly LapSample[] _laps = new LapSample[MostCars];
    private readonly TelemetrySample[] _telemetry = new TelemetrySample[MostCars];
    private readonly StatusSample[] _status = new StatusSample[MostCars];

    public void Motion<TCar>(Span<TCar> cars)
        where TCar : unmanaged, ICarMotionData
    {
        for (var i = 0; i < cars.Length; i++)
        {
            ref var car = ref cars[i];
            _motion[i] = new MotionSample(
                car.WorldPositionX, car.WorldPositionY, car.WorldPositionZ, car.WorldVelocityX, car.WorldVelocityY, car.WorldVelocityZ,
                car.GForceLateral, car.GForceLongitudinal, car.GForceVertical, car.Yaw, car.Pitch, car.Roll);
        }
    }

    public void LapData<TCar>(Span<TCar> cars)
        where TCar : unmanaged, ILapData
    {
        for (var i = 0; i < cars.Length; i++)
        {
            ref var car = ref cars[i];
            ref var sample = ref _laps[i];
            sample.Last = car.LastLapTimeInMS;
            sample.Current = car.CurrentLapTimeInMS;
            sample.Sector1 = car.Sector1TimeMSPart;
            sample.ToFront = car.DeltaToCarInFrontMSPart;
            sample.ToLeader = car.DeltaToRaceLeaderMSPart;
            sample.Distance = car.LapDistance;
            sample.Total = car.TotalDistance;
            sample.Position = car.CarPosition;
            sample.Lap = car.CurrentLapNum;
            sample.Pit = car.PitStatus;
            sample.Penalties = car.Penalties;
            sample.Result = car.ResultStatus;
        }
    }

    public void CarTelemetry<TCar>(Span<TCar> cars)
        where TCar : unmanaged, ICarTelemetryData
    {
        for (var i = 0; i < cars.Length; i++)
        {
            ref var car = ref cars[i];
            ref var sample = ref _telemetry[i];
            (sample.Speed, sample.Throttle, sample.Steer, sample.Brake) = (car.Speed, car.Throttle, car.Steer, car.Brake);
            (sample.Gear, sample.Rpm, sample.Drs) = (car.Gear, car.EngineRPM, car.Drs);
            sample.Surface = car.TyresSurfaceTemperature;
            sample.Pressure = car.TyresPressure;
        }
    }

    public void CarStatus<TCar>(Span<TCar> cars)
        where TCar : unmanaged, ICarStatusData
    {
        for (var i = 0; i < cars.Length; i++)
        {
            ref var car = ref cars[i];
            _status[i] = new StatusSample(
                car.FuelInTank, car.FuelRemainingLaps, car.ActualTyreCompound, car.VisualTyreCompound, car.TyresAgeLaps, car.ErsStoreEnergy,
                car.ErsDeployMode, car.ErsHarvestedThisLapMGUK, car.ErsDeployedThisLap, car.EnginePowerICE, car.VehicleFiaFlags, car.DrsAllowed);
        }
    }

    private readonly record struct MotionSample(
        float X, float Y, float Z, float VelocityX, float VelocityY, float VelocityZ, float Lateral, float Longitudinal, float Vertical, float Yaw, float Pitch, float Roll);

    private struct LapSample
    {
        public uint? Last;
        public uint? Current;
        public ushort Sector1;
        public ushort? ToFront;
        public ushort? ToLeader;
        public float Distance;
        public float Total;
        public byte Position;
        public byte Lap;
        public byte Pit;
        public byte Penalties;
        public byte Result;
    }

    private struct TelemetrySample
    {
        public ushort Speed;
        public ushort Rpm;
        public sbyte Gear;
        public byte Drs;
        public float Throttle;
        public float Steer;
        public float Brake;
        public Wheels<byte> Surface;
        public Wheels<float> Pressure;
    }

    private readonly record struct StatusSample(
        float Fuel, float FuelLaps, byte Actual, byte Visual, byte Age, float Store, byte Mode, float Harvested, float Deployed, float? Power, sbyte Flags, byte Drs);
}
