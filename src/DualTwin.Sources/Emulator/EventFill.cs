using DualTwin.F1Game.Packets;

namespace DualTwin.Sources.Emulator;

/// <summary>Fills in the details of an event, from what the event is about.</summary>
internal struct EventFill : IEventVisitor
{
    public byte Slot;
    public byte Kind;
    public byte Step;
    public float Time;
    public uint Frame;

    public readonly void SessionStarted(in PacketHeader header)
    {
    }

    public readonly void SessionEnded(in PacketHeader header)
    {
    }

    public readonly void ChequeredFlag(in PacketHeader header)
    {
    }

    public readonly void LightsOut(in PacketHeader header)
    {
    }

    public readonly void RedFlag(in PacketHeader header)
    {
    }

    public readonly void DRSEnabled(in PacketHeader header)
    {
    }

    public readonly void DRSDisabled<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IDRSDisabledEvent
    {
    }

    public readonly void FastestLap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFastestLapEvent => (details.VehicleIdx, details.LapTime) = (Slot, Time);

    public readonly void Retirement<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IRetirementEvent => details.VehicleIdx = Slot;

    public readonly void RaceWinner<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IRaceWinnerEvent => details.VehicleIdx = Slot;

    public readonly void SafetyCar<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISafetyCarEvent => (details.SafetyCarType, details.EventType) = (Kind, Step);

    public readonly void Flashback<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFlashbackEvent => (details.FlashbackFrameIdentifier, details.FlashbackSessionTime) = (Frame, Time);

    public readonly void TeamMateInPits<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ITeamMateInPitsEvent => details.VehicleIdx = Slot;

    public readonly void Penalty<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IPenaltyEvent => details.VehicleIdx = Slot;

    public readonly void SpeedTrap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISpeedTrapEvent => details.VehicleIdx = Slot;

    public readonly void StartLights<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IStartLightsEvent => details.NumLights = Step;

    public readonly void DriveThroughPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IDriveThroughPenaltyServedEvent => details.VehicleIdx = Slot;

    public readonly void StopGoPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IStopGoPenaltyServedEvent => details.VehicleIdx = Slot;

    public readonly void Buttons<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IButtonsEvent
    {
    }

    public readonly void Overtake<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IOvertakeEvent => details.OvertakingVehicleIdx = Slot;

    public readonly void Collision<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ICollisionEvent => details.Vehicle1Idx = Slot;
}
