using DualTwin.F1Game.Packets;

namespace DualTwin.Bench;

/// <summary>Takes the packets that come at the send rate and passes over the rest.</summary>
internal struct OnCars<TAction>(TAction action) : IPacketVisitor
    where TAction : ICarAction
{
    private TAction _action = action;

    public void Motion<TPacket, TCarMotionData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionPacket<TCarMotionData>
        where TCarMotionData : unmanaged, ICarMotionData => _action.Motion(packet.CarMotionData);

    public readonly void Session<TPacket, TWeatherForecastSample>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionPacket<TWeatherForecastSample>
        where TWeatherForecastSample : unmanaged, IWeatherForecastSample
    {
    }

    public void LapData<TPacket, TLapData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapDataPacket<TLapData>
        where TLapData : unmanaged, ILapData => _action.LapData(packet.LapData);

    public readonly void Event<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IEventPacket
    {
    }

    public readonly void Participants<TPacket, TParticipantData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IParticipantsPacket<TParticipantData>
        where TParticipantData : unmanaged, IParticipantData
    {
    }

    public readonly void CarSetups<TPacket, TCarSetupData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarSetupsPacket<TCarSetupData>
        where TCarSetupData : unmanaged, ICarSetupData
    {
    }

    public void CarTelemetry<TPacket, TCarTelemetryData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetryPacket<TCarTelemetryData>
        where TCarTelemetryData : unmanaged, ICarTelemetryData => _action.CarTelemetry(packet.CarTelemetryData);

    public void CarStatus<TPacket, TCarStatusData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarStatusPacket<TCarStatusData>
        where TCarStatusData : unmanaged, ICarStatusData => _action.CarStatus(packet.CarStatusData);

    public readonly void FinalClassification<TPacket, TFinalClassificationData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IFinalClassificationPacket<TFinalClassificationData>
        where TFinalClassificationData : unmanaged, IFinalClassificationData
    {
    }

    public readonly void LobbyInfo<TPacket, TLobbyInfoData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILobbyInfoPacket<TLobbyInfoData>
        where TLobbyInfoData : unmanaged, ILobbyInfoData
    {
    }

    public readonly void CarDamage<TPacket, TCarDamageData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarDamagePacket<TCarDamageData>
        where TCarDamageData : unmanaged, ICarDamageData
    {
    }

    public readonly void SessionHistory<TPacket, TLapHistoryData>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ISessionHistoryPacket<TLapHistoryData>
        where TLapHistoryData : unmanaged, ILapHistoryData
    {
    }

    public readonly void TyreSets<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITyreSetsPacket
    {
    }

    public readonly void MotionEx<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, IMotionExPacket
    {
    }

    public readonly void TimeTrial<TPacket, TTimeTrialDataSet>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ITimeTrialPacket<TTimeTrialDataSet>
        where TTimeTrialDataSet : unmanaged, ITimeTrialDataSet
    {
    }

    public readonly void LapPositions<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ILapPositionsPacket
    {
    }

    public readonly void CarTelemetry2<TPacket>(in PacketHeader header, ref TPacket packet)
        where TPacket : unmanaged, ICarTelemetry2Packet
    {
    }
}
