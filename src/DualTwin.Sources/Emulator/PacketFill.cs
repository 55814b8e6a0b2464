using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Emulator;

/// <summary>Fills in the packets of one frame from the session's state.</summary>
internal struct PacketFill(EmulatedMoment moment, GameEmulatorOptions options) : IPacketVisitor
{
    /// <summary>Laps that a packet of lap positions holds; a longer race takes several.</summary>
    public const int LapsPerPacket = 50;

    private const byte TyreSetCount = 20;

    private readonly CarFill _cars = new(moment, options);

    /// <summary>The car of packets that tell of one.</summary>
    public int Slot { get; set; }

    /// <summary>The first lap, counted from zero, of packets that tell of many.</summary>
    public int FirstLap { get; set; }

    private readonly SessionState State => moment.State;

    public readonly PacketHeader Header(PacketId kind) => new()
    {
        PacketFormat = options.Format,
        GameYear = options.Format >= 2023 ? (byte)Math.Min(options.Format % 100, 25) : null,
        GameMajorVersion = 1,
        PacketVersion = 1,
        PacketId = kind,
        SessionUid = options.SessionUid,
        SessionTimeSeconds = moment.SessionTime,
        FrameIdentifier = moment.Frame,
        OverallFrameIdentifier = options.Format >= 2023 ? moment.OverallFrame : null,
        PlayerCarIndex = _cars.PlayerSlot,
        SecondaryPlayerCarIndex = byte.MaxValue,
    };

    public readonly void Motion<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionPacket<TCar>
        where TCar : unmanaged, ICarMotionData
    {
        for (var i = 0; i < State.Cars.Length; i++)
        {
            _cars.Motion(ref packet.CarMotionData[i], i);
        }
    }

    public readonly void Session<TPacket, TForecast>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionPacket<TForecast>
        where TForecast : unmanaged, IWeatherForecastSample =>
        SessionFill.Fill<TPacket, TForecast>(ref packet, State, options);

    public readonly void LapData<TPacket, TLap>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapDataPacket<TLap>
        where TLap : unmanaged, ILapData
    {
        (packet.TimeTrialPBCarIdx, packet.TimeTrialRivalCarIdx) = (null, null);
        for (var i = 0; i < State.Cars.Length; i++)
        {
            _cars.Lap(ref packet.LapData[i], i);
        }
    }

    public readonly void Participants<TPacket, TParticipant>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IParticipantsPacket<TParticipant>
        where TParticipant : unmanaged, IParticipantData
    {
        var teams = TeamIds.Of(options.Format);
        var names = State.Cars.Select(c => c.Identity.Team).Distinct().ToList();
        packet.NumActiveCars = (byte)State.Cars.Length;
        for (var i = 0; i < State.Cars.Length; i++)
        {
            ref var participant = ref packet.Participants[i];
            var isPlayer = i == _cars.PlayerSlot;
            participant.AiControlled = (byte)(isPlayer || options.Restricted ? 0 : 1);
            var team = names.IndexOf(State.Cars[i].Identity.Team);
            participant.TeamId = team < teams.Length ? teams[team] : TeamIds.Generic;
            participant.RaceNumber = (byte)(State.Cars[i].Identity.RaceNumber ?? 0);
            participant.YourTelemetry = (byte)(options.Restricted ? 0 : 1);
            GameText.Write(participant.Name, State.Cars[i].Identity.Driver ?? State.Cars[i].CarId);
        }
    }

    public readonly void CarSetups<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarSetupsPacket<TCar>
        where TCar : unmanaged, ICarSetupData
    {
        for (var i = 0; i < State.Cars.Length; i++)
        {
            if (!_cars.IsHidden(i))
            {
                ref var setup = ref packet.CarSetups[i];
                (setup.FrontWing, setup.RearWing, setup.BrakeBias, setup.FuelLoad) = (20, 18, 56, 105);
                (setup.FrontLeftTyrePressure, setup.FrontRightTyrePressure) = (24, 24);
                (setup.RearLeftTyrePressure, setup.RearRightTyrePressure) = (22, 22);
            }
        }
    }

    public readonly void CarTelemetry<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetryPacket<TCar>
        where TCar : unmanaged, ICarTelemetryData
    {
        packet.MfdPanelIndex = byte.MaxValue;
        for (var i = 0; i < State.Cars.Length; i++)
        {
            _cars.Telemetry(ref packet.CarTelemetryData[i], i);
        }
    }

    public readonly void CarStatus<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarStatusPacket<TCar>
        where TCar : unmanaged, ICarStatusData
    {
        for (var i = 0; i < State.Cars.Length; i++)
        {
            _cars.Status(ref packet.CarStatusData[i], i);
        }
    }

    public readonly void CarDamage<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarDamagePacket<TCar>
        where TCar : unmanaged, ICarDamageData
    {
        for (var i = 0; i < State.Cars.Length; i++)
        {
            _cars.Damage(ref packet.CarDamageData[i], i);
        }
    }

    public readonly void SessionHistory<TPacket, TLap>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionHistoryPacket<TLap>
        where TLap : unmanaged, ILapHistoryData
    {
        packet.CarIdx = (byte)Slot;
        HistoryFill.Fill<TPacket, TLap>(ref packet, State.Cars[Slot]);
    }

    public readonly void TyreSets<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITyreSetsPacket
    {
        packet.CarIdx = (byte)Slot;
        if (_cars.IsHidden(Slot))
        {
            return;
        }

        for (var i = 0; i < TyreSetCount; i++)
        {
            ref var set = ref packet.TyreSetData[i];
            var compound = i < 8 ? Compound.Soft : i < 11 ? Compound.Medium : i < 13 ? Compound.Hard : i < 17 ? Compound.Intermediate : Compound.Wet;
            (set.ActualTyreCompound, set.VisualTyreCompound, set.Available) = (CarFill.Actual(compound), CarFill.Visual(compound), 1);
            (set.LifeSpan, set.UsableLife) = (25, 20);
        }
    }

    public readonly void LapPositions<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapPositionsPacket
    {
        // Row by row the positions at the start of a lap: at the end of the one before.
        var rows = Math.Clamp(State.Session.LeaderLap - FirstLap, 0, LapsPerPacket);
        (packet.NumLaps, packet.LapStart) = ((byte)rows, (byte)FirstLap);
        for (var row = 0; row < rows; row++)
        {
            for (var slot = 0; slot < State.Cars.Length; slot++)
            {
                var (car, lap) = (State.Cars[slot], FirstLap + row);
                var position = lap == 0 ? car.Identity.GridPosition : car.Laps.Find(l => l.Lap == lap)?.Position;
                packet.PositionForVehicleIdxRow(row)[slot] = (byte)(position ?? 0);
            }
        }
    }

    public readonly void FinalClassification<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IFinalClassificationPacket<TCar>
        where TCar : unmanaged, IFinalClassificationData
    {
        packet.NumCars = (byte)State.Cars.Length;
        for (var i = 0; i < State.Cars.Length; i++)
        {
            _cars.Classification(ref packet.ClassificationData[i], i);
        }
    }

    public readonly void CarTelemetry2<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetry2Packet
    {
        for (var i = 0; i < State.Cars.Length; i++)
        {
            packet.CarTelemetry2Data[i].Regulations2026 = 1;
        }
    }

    // Zeros are all there is to tell.
    public readonly void MotionEx<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionExPacket
    {
    }

    // Sent in another situation, or as an event.
    public readonly void Event<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IEventPacket
    {
    }

    public readonly void LobbyInfo<TPacket, TCar>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILobbyInfoPacket<TCar>
        where TCar : unmanaged, ILobbyInfoData
    {
    }

    public readonly void TimeTrial<TPacket, TSet>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITimeTrialPacket<TSet>
        where TSet : unmanaged, ITimeTrialDataSet
    {
    }
}
