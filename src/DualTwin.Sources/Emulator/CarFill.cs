using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using StatusNow = DualTwin.Telemetry.Values.CarStatus;

namespace DualTwin.Sources.Emulator;

/// <summary>Fills in what packets tell of each car.</summary>
internal readonly struct CarFill(EmulatedMoment moment, GameEmulatorOptions options)
{
    private const double DefaultLapMetres = 5000;
    private const float TankKg = 110;
    private const float StoreJoules = 4e6f;
    private const double FirstGearKph = 45;

    private readonly double _lapMetres = moment.State.Session.TrackLengthMetres ?? DefaultLapMetres;

    /// <summary>The player's slot; 255 for a spectator.</summary>
    public byte PlayerSlot { get; } = SlotOf(moment.State, options.PlayerCarId);

    /// <summary>The game's code of a compound.</summary>
    public static byte Actual(Compound? compound) => compound switch
    {
        Compound.Soft => (byte)ActualCompound.C5,
        Compound.Medium => (byte)ActualCompound.C4,
        Compound.Hard => (byte)ActualCompound.C3,
        Compound.Intermediate => (byte)ActualCompound.Intermediate,
        Compound.Wet => (byte)ActualCompound.Wet,
        _ => 0,
    };

    /// <summary>The game's code of what a compound is called at the event.</summary>
    public static byte Visual(Compound? compound) => compound switch
    {
        Compound.Soft => (byte)VisualCompound.Soft,
        Compound.Medium => (byte)VisualCompound.Medium,
        Compound.Hard => (byte)VisualCompound.Hard,
        Compound.Intermediate => (byte)VisualCompound.Intermediate,
        Compound.Wet => (byte)VisualCompound.Wet,
        _ => 0,
    };

    /// <summary>Whether the car's driver keeps its telemetry private.</summary>
    public bool IsHidden(int slot) => options.Restricted && slot != PlayerSlot;

    public void Motion<T>(ref T car, int slot)
        where T : unmanaged, ICarMotionData
    {
        // A circle as long as the circuit, where nobody knows its shape.
        var angle = 2 * Math.PI * (moment.State.Cars[slot].Motion.LapFraction ?? 0);
        var radius = _lapMetres / (2 * Math.PI);
        var place = moment.State.Cars[slot].Motion.Place ?? new MapPosition(radius * Math.Cos(angle), radius * Math.Sin(angle));
        (car.WorldPositionX, car.WorldPositionZ, car.Yaw) = ((float)place.XMetres, (float)place.YMetres, (float)angle);
    }

    public void Lap<T>(ref T lap, int slot)
        where T : unmanaged, ILapData
    {
        var car = moment.State.Cars[slot];
        var timing = car.Timing;
        var completed = timing.LapsCompleted ?? 0;
        lap.CarPosition = (byte)(timing.Position ?? 0);
        lap.GridPosition = (byte)(car.Identity.GridPosition ?? 0);
        lap.CurrentLapNum = (byte)(car.Status == StatusNow.Finished ? completed : completed + 1);
        lap.ResultStatus = CodeTables.WriteResultStatus(options.Format, Result(car)) ?? 0;
        lap.DriverStatus = (byte)DriverStatus.OnTrack;
        lap.NumPitStops = (byte)car.StopCount;
        LapTimes(ref lap, car);
        Place(ref lap, car, completed);
        Pit(ref lap, car);
        Minutes(timing.Interval?.Time, out var part, out var minutes);
        (lap.DeltaToCarInFrontMSPart, lap.DeltaToCarInFrontMinutesPart) = (part, minutes);
        Minutes(timing.GapToLeader?.Time, out part, out minutes);
        (lap.DeltaToRaceLeaderMSPart, lap.DeltaToRaceLeaderMinutesPart) = (part, minutes);
    }

    public void Telemetry<T>(ref T car, int slot)
        where T : unmanaged, ICarTelemetryData
    {
        var state = moment.State.Cars[slot];
        var speed = state.Motion.SpeedKph ?? 0;
        car.Speed = (ushort)speed;
        car.Gear = (sbyte)Math.Clamp(Math.Ceiling(speed / FirstGearKph), 0, 8);
        car.EngineRPM = (ushort)(4000 + (speed % FirstGearKph * 170));
        car.Throttle = speed > 0 ? 1 : 0;
        var temperature = state.Tyres.TemperatureCelsius;
        car.TyresSurfaceTemperature = Bytes(temperature, 1);
        car.TyresInnerTemperature = Bytes(temperature, 1);
        car.BrakesTemperature = new Wheels<ushort>(400, 400, 500, 500);
        car.TyresPressure = new Wheels<float>(22, 22, 24, 24);
    }

    public void Status<T>(ref T car, int slot)
        where T : unmanaged, ICarStatusData
    {
        var state = moment.State.Cars[slot];
        (car.MaxRPM, car.IdleRPM, car.MaxGears) = (13_000, 3_500, 8);
        car.ActualTyreCompound = Actual(state.Tyres.Compound);
        car.VisualTyreCompound = Visual(state.Tyres.Compound);
        car.TyresAgeLaps = (byte)(state.Tyres.Age ?? 0);
        if (IsHidden(slot))
        {
            return;
        }

        (car.FuelInTank, car.FuelCapacity) = ((float)(state.Energy.FuelMassKg ?? (state.Energy.FuelLevel * TankKg) ?? 0), TankKg);
        (car.FrontBrakeBias, car.FuelMix, car.ErsDeployMode) = (56, (byte)FuelMix.Standard, (byte)ErsDeployMode.Medium);
        car.ErsStoreEnergy = StoreJoules * (float)(1 - ((state.Motion.LapFraction ?? 0) / 2));
        car.TyresWear = Bytes(Wear(state), 100);
    }

    public void Damage<T>(ref T car, int slot)
        where T : unmanaged, ICarDamageData
    {
        if (!IsHidden(slot) && Wear(moment.State.Cars[slot]) is { } wear)
        {
            car.TyresWear = new Wheels<float>(
                (float)wear.RearLeft * 100, (float)wear.RearRight * 100, (float)wear.FrontLeft * 100, (float)wear.FrontRight * 100);
        }
    }

    public void Classification<T>(ref T told, int slot)
        where T : unmanaged, IFinalClassificationData
    {
        var car = moment.State.Cars[slot];
        told.Position = (byte)(car.Timing.Position ?? 0);
        told.NumLaps = (byte)(car.Timing.LapsCompleted ?? 0);
        told.GridPosition = (byte)(car.Identity.GridPosition ?? 0);
        told.NumPitStops = (byte)car.StopCount;
        told.ResultStatus = CodeTables.WriteResultStatus(options.Format, Result(car)) ?? 0;
        told.BestLapTimeInMS = Milliseconds(car.Timing.BestLapTime);
        told.BestLapTime = (float)(car.Timing.BestLapTime?.TotalSeconds ?? 0);
    }

    private static byte SlotOf(SessionState state, string? carId)
    {
        for (var i = 0; carId is not null && i < state.Cars.Length; i++)
        {
            if (state.Cars[i].CarId == carId)
            {
                return (byte)i;
            }
        }

        return byte.MaxValue;
    }

    private static ResultStatus Result(CarState car) => car.Status switch
    {
        StatusNow.Finished => ResultStatus.Finished,
        StatusNow.Retired => ResultStatus.Retired,
        _ => ResultStatus.Active,
    };

    // Each wheel as worn as the set, where nobody tells the wheels apart.
    private static Wheels? Wear(CarState car) =>
        car.Tyres.WearByWheel ?? (car.Tyres.Wear is { } mean ? new Wheels(mean, mean, mean, mean) : null);

    private static uint Milliseconds(TimeSpan? time) => (uint)Math.Round(time?.TotalMilliseconds ?? 0);

    private static void Minutes(TimeSpan? time, out ushort milliseconds, out byte minutes)
    {
        var all = Milliseconds(time);
        (milliseconds, minutes) = ((ushort)(all % 60_000), (byte)(all / 60_000));
    }

    private void LapTimes<T>(ref T lap, CarState car)
        where T : unmanaged, ILapData
    {
        var timing = car.Timing;
        (lap.LastLapTimeInMS, lap.LastLapTime) = (Milliseconds(timing.LastLapTime), (float)(timing.LastLapTime?.TotalSeconds ?? 0));
        var current = moment.SessionTime > 0 && timing.LastCrossing is { } line ? moment.State.SessionTime - line : TimeSpan.FromSeconds(moment.SessionTime);
        (lap.CurrentLapTimeInMS, lap.CurrentLapTime) = (Milliseconds(current), (float)(current?.TotalSeconds ?? 0));

        // Sectors on display are the last lap's until the current lap has its own.
        var first = timing.Sectors.Sector1 != timing.LastLapSectors.Sector1 ? timing.Sectors.Sector1 : null;
        var second = first is not null && timing.Sectors.Sector2 != timing.LastLapSectors.Sector2 ? timing.Sectors.Sector2 : null;
        Sector(first, out var part, out var minutes);
        (lap.Sector1TimeMSPart, lap.Sector1TimeMinutesPart) = (part, minutes);
        Sector(second, out part, out minutes);
        (lap.Sector2TimeMSPart, lap.Sector2TimeMinutesPart) = (part, minutes);
        lap.Sector = (byte)(second is not null ? 2 : first is not null ? 1 : 0);
    }

    private void Sector(TimeSpan? time, out ushort milliseconds, out byte minutes) =>
        HistoryFill.Split(time, options.Format, out milliseconds, out minutes);

    private void Place<T>(ref T lap, CarState car, int completed)
        where T : unmanaged, ILapData
    {
        var fraction = car.Motion.LapFraction ?? 0;
        lap.LapDistance = (float)(moment.SessionTime > 0 ? fraction * _lapMetres : -8 * (car.Identity.GridPosition ?? 1));
        lap.TotalDistance = (float)((completed * _lapMetres) + lap.LapDistance);
    }

    private void Pit<T>(ref T lap, CarState car)
        where T : unmanaged, ILapData
    {
        var inPit = car.Status == StatusNow.InPitLane;
        lap.PitStatus = (byte)(inPit ? PitStatus.Pitting : PitStatus.None);
        if (car.PitVisits.IsEmpty || car.PitVisits[^1] is not { EnteredAt: { } entered } visit)
        {
            return;
        }

        // The timers run in the lane and stop at its end.
        var lane = visit.LaneTime ?? (moment.State.SessionTime - entered);
        var justLeft = !inPit && moment.State.SessionTime - visit.LeftAt < TimeSpan.FromSeconds(1);
        lap.PitLaneTimerActive = (byte)(inPit || justLeft ? 1 : 0);
        lap.PitLaneTimeInLaneInMS = (ushort)(Milliseconds(lane) & ushort.MaxValue);
        lap.PitStopTimerInMS = (ushort)(Milliseconds(visit.StationaryTime) & ushort.MaxValue);
    }

    private static Wheels<byte> Bytes(Wheels? values, double scale) => values is { } v
        ? new Wheels<byte>(Byte(v.RearLeft, scale), Byte(v.RearRight, scale), Byte(v.FrontLeft, scale), Byte(v.FrontRight, scale))
        : default;

    private static byte Byte(double value, double scale) => (byte)Math.Clamp(Math.Round(value * scale), 0, byte.MaxValue);
}
