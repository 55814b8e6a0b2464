using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>Hands every packet, or every event that carries data, to one method.</summary>
internal struct Everything<TTaker>(TTaker taker) : IPacketVisitor, IEventVisitor
    where TTaker : IRecordTaker
{
    public readonly void Motion<TPacket, TCarMotionData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionPacket<TCarMotionData>
        where TCarMotionData : unmanaged, ICarMotionData => taker.Take(in header, ref packet);

    public readonly void Session<TPacket, TWeatherForecastSample>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionPacket<TWeatherForecastSample>
        where TWeatherForecastSample : unmanaged, IWeatherForecastSample => taker.Take(in header, ref packet);

    public readonly void LapData<TPacket, TLapData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapDataPacket<TLapData>
        where TLapData : unmanaged, ILapData => taker.Take(in header, ref packet);

    public readonly void Event<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IEventPacket => taker.Take(in header, ref packet);

    public readonly void Participants<TPacket, TParticipantData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IParticipantsPacket<TParticipantData>
        where TParticipantData : unmanaged, IParticipantData => taker.Take(in header, ref packet);

    public readonly void CarSetups<TPacket, TCarSetupData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarSetupsPacket<TCarSetupData>
        where TCarSetupData : unmanaged, ICarSetupData => taker.Take(in header, ref packet);

    public readonly void CarTelemetry<TPacket, TCarTelemetryData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetryPacket<TCarTelemetryData>
        where TCarTelemetryData : unmanaged, ICarTelemetryData => taker.Take(in header, ref packet);

    public readonly void CarStatus<TPacket, TCarStatusData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarStatusPacket<TCarStatusData>
        where TCarStatusData : unmanaged, ICarStatusData => taker.Take(in header, ref packet);

    public readonly void FinalClassification<TPacket, TFinalClassificationData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IFinalClassificationPacket<TFinalClassificationData>
        where TFinalClassificationData : unmanaged, IFinalClassificationData => taker.Take(in header, ref packet);

    public readonly void LobbyInfo<TPacket, TLobbyInfoData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILobbyInfoPacket<TLobbyInfoData>
        where TLobbyInfoData : unmanaged, ILobbyInfoData => taker.Take(in header, ref packet);

    public readonly void CarDamage<TPacket, TCarDamageData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarDamagePacket<TCarDamageData>
        where TCarDamageData : unmanaged, ICarDamageData => taker.Take(in header, ref packet);

    public readonly void SessionHistory<TPacket, TLapHistoryData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionHistoryPacket<TLapHistoryData>
        where TLapHistoryData : unmanaged, ILapHistoryData => taker.Take(in header, ref packet);

    public readonly void TyreSets<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITyreSetsPacket => taker.Take(in header, ref packet);

    public readonly void MotionEx<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionExPacket => taker.Take(in header, ref packet);

    public readonly void TimeTrial<TPacket, TTimeTrialDataSet>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITimeTrialPacket<TTimeTrialDataSet>
        where TTimeTrialDataSet : unmanaged, ITimeTrialDataSet => taker.Take(in header, ref packet);

    public readonly void LapPositions<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapPositionsPacket => taker.Take(in header, ref packet);

    public readonly void CarTelemetry2<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetry2Packet => taker.Take(in header, ref packet);

    public readonly void SessionStarted(in PacketHeader header)
    {
    }

    public readonly void SessionEnded(in PacketHeader header)
    {
    }

    public readonly void FastestLap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFastestLapEvent => taker.Take(in header, ref details);

    public readonly void Retirement<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IRetirementEvent => taker.Take(in header, ref details);

    public readonly void DRSEnabled(in PacketHeader header)
    {
    }

    public readonly void DRSDisabled<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IDRSDisabledEvent => taker.Take(in header, ref details);

    public readonly void TeamMateInPits<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ITeamMateInPitsEvent => taker.Take(in header, ref details);

    public readonly void ChequeredFlag(in PacketHeader header)
    {
    }

    public readonly void RaceWinner<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IRaceWinnerEvent => taker.Take(in header, ref details);

    public readonly void Penalty<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IPenaltyEvent => taker.Take(in header, ref details);

    public readonly void SpeedTrap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISpeedTrapEvent => taker.Take(in header, ref details);

    public readonly void StartLights<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IStartLightsEvent => taker.Take(in header, ref details);

    public readonly void LightsOut(in PacketHeader header)
    {
    }

    public readonly void DriveThroughPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IDriveThroughPenaltyServedEvent => taker.Take(in header, ref details);

    public readonly void StopGoPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IStopGoPenaltyServedEvent => taker.Take(in header, ref details);

    public readonly void Flashback<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFlashbackEvent => taker.Take(in header, ref details);

    public readonly void Buttons<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IButtonsEvent => taker.Take(in header, ref details);

    public readonly void RedFlag(in PacketHeader header)
    {
    }

    public readonly void Overtake<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IOvertakeEvent => taker.Take(in header, ref details);

    public readonly void SafetyCar<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISafetyCarEvent => taker.Take(in header, ref details);

    public readonly void Collision<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ICollisionEvent => taker.Take(in header, ref details);
}
