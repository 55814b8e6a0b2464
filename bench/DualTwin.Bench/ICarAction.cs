using DualTwin.F1Game.Packets;

namespace DualTwin.Bench;

/// <summary>What is done with the cars of a packet.</summary>
internal interface ICarAction
{
    void Motion<TCar>(Span<TCar> cars) where TCar : unmanaged, ICarMotionData;

    void LapData<TCar>(Span<TCar> cars) where TCar : unmanaged, ILapData;

    void CarTelemetry<TCar>(Span<TCar> cars) where TCar : unmanaged, ICarTelemetryData;

    void CarStatus<TCar>(Span<TCar> cars) where TCar : unmanaged, ICarStatusData;
}
