using System.Globalization;
using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Cars;

namespace DualTwin.Sources.Game;

/// <summary>Takes the game's events: what they say of the session's course, and what race control would tell.</summary>
internal readonly struct EventTaker(GameAssembler assembler) : IEventVisitor
{
    private const byte NotApplicable = 255;
    private const double MostStopSeconds = 600;
    private const double MostLapSeconds = 3600;
    private const double MostKph = 500;

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
        if (CarAt(details.VehicleIdx) is { } car)
        {
            (car.Draft.Any, car.Draft.Retired) = (true, true);
            assembler.Say("Retirement", Because($"{Name(car)} retires", CodeTables.ResultReason, header, details.Reason), car.Id);
        }
    }

    public void RaceWinner<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IRaceWinnerEvent => Say("Other", details.VehicleIdx, "wins");

    public void Penalty<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IPenaltyEvent
    {
        if (CarAt(details.VehicleIdx) is not { } car)
        {
            return;
        }

        var penalty = assembler.Faults.Name(CodeTables.PenaltyType, header.PacketFormat, details.PenaltyType) ?? $"Penalty {details.PenaltyType}";
        var time = details.Time is > 0 and < NotApplicable ? $" of {details.Time} s" : "";
        var places = details.PlacesGained is > 0 and < NotApplicable ? $", places gained: {details.PlacesGained}" : "";
        var other = details.OtherVehicleIdx is { } slot && slot != NotApplicable && slot != details.VehicleIdx ? CarAt(slot) : null;
        var against = other is null ? "" : $" against {Name(other)}";
        var text = Because($"{penalty}{time} for {Name(car)}{against}{places}", CodeTables.InfringementType, header, details.InfringementType);
        assembler.Say("Penalty", text, car.Id, lap: details.LapNum is > 0 and < NotApplicable ? details.LapNum : null);
    }

    public void DriveThroughPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IDriveThroughPenaltyServedEvent => Say("Penalty", details.VehicleIdx, "has served a drive-through");

    public void StopGoPenaltyServed<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IStopGoPenaltyServedEvent
    {
        var seconds = assembler.Faults.Finite(details.StopTime, 0, MostStopSeconds);
        var stood = seconds is > 0 ? string.Create(CultureInfo.InvariantCulture, $" of {seconds:0.0} s") : "";
        Say("Penalty", details.VehicleIdx, $"has served a stop-and-go{stood}");
    }

    public void SafetyCar<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISafetyCarEvent
    {
        var kind = assembler.Faults.Name(CodeTables.SafetyCarStatus, header.PacketFormat, details.SafetyCarType);
        var what = assembler.Faults.Name(CodeTables.SafetyCarEventType, header.PacketFormat, details.EventType);
        if (details.EventType == (byte)SafetyCarEventType.ResumeRace)
        {
            assembler.Session.Phase.Resumed();
        }

        if (kind is not null && what is not null)
        {
            assembler.Say("SafetyCar", $"Safety car ({kind.ToLowerInvariant()}): {what.ToLowerInvariant()}.");
        }
    }

    public void Collision<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ICollisionEvent
    {
        var (first, second) = (CarAt(details.Vehicle1Idx), CarAt(details.Vehicle2Idx));
        if (first is not null && second is not null)
        {
            var severity = details.Severity is { } code && assembler.Faults.Name(CodeTables.CollisionSeverity, header.PacketFormat, code) is { } name
                ? $", severity {name.ToLowerInvariant()}"
                : "";
            assembler.Say("Other", $"Collision of {Name(first)} and {Name(second)}{severity}.", first.Id);
        }
    }

    public void Flashback<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFlashbackEvent => assembler.Flashback(in header, details.FlashbackFrameIdentifier);

    // The rest is told by the running data as well, or of no use to a pit wall: only whether it is right counts.
    public void FastestLap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, IFastestLapEvent
    {
        CarAt(details.VehicleIdx);
        assembler.Faults.Finite(details.LapTime, 0, MostLapSeconds);
    }

    public void TeamMateInPits<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ITeamMateInPitsEvent => CarAt(details.VehicleIdx);

    public void SpeedTrap<TEvent>(in PacketHeader header, ref TEvent details)
        where TEvent : unmanaged, ISpeedTrapEvent
    {
        CarAt(details.VehicleIdx);
        assembler.Faults.Finite(details.Speed, 0, MostKph);
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
        CarAt(details.OvertakingVehicleIdx);
        CarAt(details.BeingOvertakenVehicleIdx);
    }

    private static string Name(GameCar car) => car.Name ?? $"Car {car.Id}";

    private string Because(string text, CodeTable reasons, in PacketHeader header, byte? code) =>
        code is { } c && assembler.Faults.Name(reasons, header.PacketFormat, c) is { } reason ? $"{text}: {reason.ToLowerInvariant()}." : $"{text}.";

    private void Say(string category, byte slot, string what)
    {
        if (CarAt(slot) is { } car)
        {
            assembler.Say(category, $"{Name(car)} {what}.", car.Id);
        }
    }

    // Before the game has named the cars none is wrong.
    private GameCar? CarAt(byte slot)
    {
        var field = assembler.Field;
        if (field[slot] is { Id: not null, Progress.TakesPart: true } car)
        {
            return car;
        }

        if (field.IsKnown || field[slot] is null)
        {
            assembler.Faults.Car();
        }

        return null;
    }

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
