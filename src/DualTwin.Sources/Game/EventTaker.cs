using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;

namespace DualTwin.Sources.Game;

/// <summary>Takes the game's events: what they say of the session's course, and what race control would tell.</summary>
internal readonly struct EventTaker(GameAssembler assembler) : IEventVisitor
{
    private const byte NotApplicable = 255;

    public void SessionStarted(in PacketHeader header)
    {
    }

    public void SessionEnded(in PacketHeader header) => assembler.Session.Phase.Over();

    public void ChequeredFlag(in PacketHeader header) => assembler.Session.Phase.FlagShown();

    public void LightsOut(in PacketHeader header) => assembler.Session.Phase.LightsOut();

    public void RedFlag(in PacketHeader header)
    {
        assembler.Session.Phase.RedFlag(LeaderLap());
        assembler.Say("Flag", "Red flag.", flag: "RED");
    }

    public void DRSEnabled(in PacketHeader header) => assembler.Say("Drs", "DRS enabled.");

    public void DRSDisabled<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IDRSDisabledEvent =>
        assembler.Say("Drs", Because("DRS disabled", CodeTables.DrsDisabledReason, header, details.Reason));

    public void Retirement<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IRetirementEvent
    {
        if (assembler.Field[details.VehicleIdx] is not { Progress.TakesPart: true } car)
        {
            return;
        }

        (car.Draft.Any, car.Draft.Retired) = (true, true);
        assembler.Say("Retirement", Because($"{Name(details.VehicleIdx)} retires", CodeTables.ResultReason, header, details.Reason), car.Id);
    }

    public void RaceWinner<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IRaceWinnerEvent =>
        assembler.Say("Other", $"{Name(details.VehicleIdx)} wins.", assembler.Field[details.VehicleIdx]?.Id);

    public void Penalty<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IPenaltyEvent
    {
        var penalty = CodeTables.PenaltyType.NameOf(header.PacketFormat, details.PenaltyType) ?? $"Penalty {details.PenaltyType}";
        var time = details.Time is > 0 and < NotApplicable ? $" of {details.Time} s" : "";
        var text = Because($"{penalty}{time} for {Name(details.VehicleIdx)}", CodeTables.InfringementType, header, details.InfringementType);
        assembler.Say("Penalty", text, assembler.Field[details.VehicleIdx]?.Id);
    }

    public void DriveThroughPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IDriveThroughPenaltyServedEvent =>
        assembler.Say("Penalty", $"{Name(details.VehicleIdx)} has served a drive-through.", assembler.Field[details.VehicleIdx]?.Id);

    public void StopGoPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IStopGoPenaltyServedEvent =>
        assembler.Say("Penalty", $"{Name(details.VehicleIdx)} has served a stop-and-go.", assembler.Field[details.VehicleIdx]?.Id);

    public void SafetyCar<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISafetyCarEvent
    {
        if (details.EventType == (byte)SafetyCarEventType.ResumeRace)
        {
            assembler.Session.Phase.Resumed();
        }

        var kind = CodeTables.SafetyCarStatus.NameOf(header.PacketFormat, details.SafetyCarType);
        var what = CodeTables.SafetyCarEventType.NameOf(header.PacketFormat, details.EventType);
        if (kind is not null && what is not null)
        {
            assembler.Say("SafetyCar", $"Safety car ({kind.ToLowerInvariant()}): {what.ToLowerInvariant()}.");
        }
    }

    public void Collision<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ICollisionEvent =>
        assembler.Say("Other", $"Collision of {Name(details.Vehicle1Idx)} and {Name(details.Vehicle2Idx)}.", assembler.Field[details.Vehicle1Idx]?.Id);

    public void Flashback<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFlashbackEvent => assembler.Flashback(in header, details.FlashbackFrameIdentifier);

    // Told by the running data as well, or of no use to a pit wall.
    public void FastestLap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFastestLapEvent
    {
    }

    public void TeamMateInPits<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ITeamMateInPitsEvent
    {
    }

    public void SpeedTrap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISpeedTrapEvent
    {
    }

    public void StartLights<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IStartLightsEvent
    {
    }

    public void Buttons<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IButtonsEvent
    {
    }

    public void Overtake<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IOvertakeEvent
    {
    }

    private static string Because(string text, CodeTable reasons, in PacketHeader header, byte? code) =>
        code is { } c && reasons.NameOf(header.PacketFormat, c) is { } reason ? $"{text}: {reason.ToLowerInvariant()}." : $"{text}.";

    private string Name(byte slot) => assembler.Field[slot] is { } car ? car.Name ?? $"Car {car.Id}" : "A car";

    private int LeaderLap()
    {
        var completed = 0;
        foreach (var car in assembler.Field.Cars)
        {
            completed = Math.Max(completed, car.Progress.Completed ?? 0);
        }

        return completed + 1;
    }
}
