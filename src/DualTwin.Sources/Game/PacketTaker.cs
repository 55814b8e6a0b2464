using System.Collections.Immutable;
using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Cars;
using DualTwin.Sources.Game.Session;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Systems;

namespace DualTwin.Sources.Game;

/// <summary>Takes packets apart, into the session and the cars they speak of. A struct, so that each format's reading is compiled for it.</summary>
internal readonly struct PacketTaker(GameAssembler assembler) : IPacketVisitor
{
    private const ushort FormatWithoutHistory = 2020;

    private const int MostRows = 50;

    private GameField Field => assembler.Field;

    private GameFaults Faults => assembler.Faults;

    public void Session<TPacket, TForecast>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionPacket<TForecast>
        where TForecast : unmanaged, IWeatherForecastSample
    {
        var spectator = packet.IsSpectating == 1 || Field[header.PlayerCarIndex] is null;
        assembler.Session.Read<TPacket, TForecast>(in header, ref packet, spectator ? null : header.PlayerCarIndex, Faults);
    }

    public void Participants<TPacket, TParticipant>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IParticipantsPacket<TParticipant>
        where TParticipant : unmanaged, IParticipantData => Field.Read<TPacket, TParticipant>(in header, ref packet, Faults);

    public void LapData<TPacket, TLap>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapDataPacket<TLap>
        where TLap : unmanaged, ILapData
    {
        var session = assembler.Session;
        var laps = packet.LapData;
        for (var slot = 0; slot < laps.Length; slot++)
        {
            ref var lap = ref laps[slot];
            var car = Field.Cars[slot];
            var leftBefore = car.Draft.LeftPits;
            car.Progress.Read(ref lap, header.PacketFormat, session.TrackLength, Faults, ref car.Draft);
            if (!session.IsRace && car.Draft.LeftPits && !leftBefore)
            {
                session.Phase.PitsLeft();
            }

            if (lap.CarPosition == 1)
            {
                var racing = (lap.CurrentLapTimeInMS > 0 || lap.CurrentLapTime > 0) && lap is { LapDistance: > 0, TotalDistance: > 0 };
                session.Phase.Lap(lap.CurrentLapNum, racing, session.SafetyCar);
            }
        }

        if (session.IsRace)
        {
            RaceGaps.Read(laps, header.PacketFormat, session.TrackLength, Field);
        }
    }

    public void CarTelemetry<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetryPacket<TCar>
        where TCar : unmanaged, ICarTelemetryData
    {
        var cars = packet.CarTelemetryData;
        for (var slot = 0; slot < cars.Length; slot++)
        {
            CarReadings.ReadTelemetry(ref cars[slot], Faults, ref Field.Cars[slot].Draft);
        }
    }

    public void CarStatus<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarStatusPacket<TCar>
        where TCar : unmanaged, ICarStatusData
    {
        var cars = packet.CarStatusData;
        for (var slot = 0; slot < cars.Length; slot++)
        {
            ref var status = ref cars[slot];
            var car = Field.Cars[slot];
            CarReadings.ReadStatus(ref status, Faults, ref car.Draft);
            car.Fitted.See(status.ActualTyreCompound, status.VisualTyreCompound, status.TyresAgeLaps, header.PacketFormat, Faults);
            if (header.PacketFormat != FormatWithoutHistory)
            {
                car.Stints.HearAge(status.TyresAgeLaps);
            }
            else if (car.Draft.Restricted == false && car.LapsTold)
            {
                car.Fitted.Tell(ref car.Draft);
            }
        }
    }

    public void CarDamage<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarDamagePacket<TCar>
        where TCar : unmanaged, ICarDamageData
    {
        var cars = packet.CarDamageData;
        for (var slot = 0; slot < cars.Length; slot++)
        {
            var car = Field.Cars[slot];
            CarReadings.ReadDamage(ref cars[slot], car.Private && assembler.Session.IsOnline, Faults, ref car.Draft);
        }
    }

    public void Motion<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionPacket<TCar>
        where TCar : unmanaged, ICarMotionData
    {
        var cars = packet.CarMotionData;
        for (var slot = 0; slot < cars.Length; slot++)
        {
            CarReadings.ReadMotion(ref cars[slot], Faults, ref Field.Cars[slot].Draft);
        }
    }

    public void CarTelemetry2<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetry2Packet
    {
        var cars = packet.CarTelemetry2Data;
        for (var slot = 0; slot < cars.Length; slot++)
        {
            CarReadings.ReadAero(ref cars[slot], Faults, ref Field.Cars[slot].Draft);
        }
    }

    public void CarSetups<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarSetupsPacket<TCar>
        where TCar : unmanaged, ICarSetupData
    {
        var cars = packet.CarSetups;
        for (var slot = 0; slot < cars.Length; slot++)
        {
            CarReadings.ReadSetup(ref cars[slot], Faults, ref Field.Cars[slot].Draft);
        }
    }

    public void SessionHistory<TPacket, TLap>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionHistoryPacket<TLap>
        where TLap : unmanaged, ILapHistoryData
    {
        if (CarAt(packet.CarIdx) is { } car)
        {
            Faults.Holds(packet.NumLaps <= packet.LapHistoryData.Length);
            car.History.Read<TPacket, TLap>(ref packet);
            car.Stints.Read<TPacket, TLap>(ref packet);
        }
    }

    public void LapPositions<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapPositionsPacket
    {
        // A row has the positions at the start of a lap, which are those at the end of the one before.
        Faults.Holds(packet.NumLaps <= MostRows);
        var rows = Math.Min((int)packet.NumLaps, MostRows);
        for (var row = 0; row < rows; row++)
        {
            var positions = packet.PositionForVehicleIdxRow(row);
            for (var slot = 0; slot < positions.Length; slot++)
            {
                Field.Cars[slot].History.HearPosition(packet.LapStart + row, positions[slot]);
            }
        }
    }

    public void TyreSets<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITyreSetsPacket
    {
        if (CarAt(packet.CarIdx) is not { } car || (car.Private && assembler.Session.IsOnline))
        {
            return;
        }

        var sets = ImmutableArray.CreateBuilder<TyreSet>(packet.TyreSetData.Length);
        foreach (ref var set in packet.TyreSetData)
        {
            if (set.ActualTyreCompound != 0)
            {
                Faults.Knows(TyreCompounds.Name(set.ActualTyreCompound) is not null);
                sets.Add(new TyreSet(
                    TyreCompounds.Relative(set.VisualTyreCompound),
                    TyreCompounds.Name(set.ActualTyreCompound),
                    Faults.Share(set.Wear),
                    set.Available == 1,
                    set.Fitted == 1,
                    set.UsableLife,
                    TimeSpan.FromMilliseconds(set.LapDeltaTime)));
            }
        }

        car.Draft.Any |= sets.Count > 0;
        car.Draft.TyreSets = sets.Count > 0 ? new TyreSetList(sets.DrainToImmutable()) : car.Draft.TyreSets;
    }

    public void FinalClassification<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IFinalClassificationPacket<TCar>
        where TCar : unmanaged, IFinalClassificationData
    {
        assembler.Session.Phase.Over();
        var cars = packet.ClassificationData;
        for (var slot = 0; slot < cars.Length; slot++)
        {
            ref var told = ref cars[slot];
            var status = CodeTables.ReadResultStatus(header.PacketFormat, told.ResultStatus);
            Faults.Knows(status is not null);
            if (status is null or ResultStatus.Invalid or ResultStatus.Inactive || !Field.Cars[slot].Progress.TakesPart)
            {
                continue;
            }

            Classify(ref told, status.Value, Field.Cars[slot]);
        }
    }

    public void Event<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IEventPacket
    {
        var taker = new EventTaker(assembler);
        PacketReader.ReadEvent(in header, ref packet, ref taker);
    }

    // The lobby, the player's own forces and a time trial's records say nothing of a race.
    public void LobbyInfo<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILobbyInfoPacket<TCar>
        where TCar : unmanaged, ILobbyInfoData
    {
    }

    public void MotionEx<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionExPacket
    {
    }

    public void TimeTrial<TPacket, TSet>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITimeTrialPacket<TSet>
        where TSet : unmanaged, ITimeTrialDataSet
    {
    }

    private GameCar? CarAt(byte slot)
    {
        if (Field[slot] is { } car)
        {
            return car;
        }

        Faults.Car();
        return null;
    }

    private void Classify<TCar>(ref TCar told, ResultStatus status, GameCar car)
        where TCar : unmanaged, IFinalClassificationData
    {
        car.Progress.Classified(told.NumLaps);
        ref var draft = ref car.Draft;
        draft.Any = true;
        draft.LapsCompleted = car.Progress.Completed;
        draft.Position = told.Position > 0 && Faults.Holds(told.Position <= GameField.Slots) ? told.Position : draft.Position;
        draft.GridPosition = told.GridPosition > 0 && Faults.Holds(told.GridPosition <= GameField.Slots) ? told.GridPosition : draft.GridPosition;
        draft.BestLapTime = told.BestLapTimeInMS is { } ms ? GameValues.Milliseconds((long)ms) : GameValues.Seconds(told.BestLapTime);
        draft.Finished = status == ResultStatus.Finished ? true : null;
        draft.Retired = status is not (ResultStatus.Active or ResultStatus.Finished);
    }
}
