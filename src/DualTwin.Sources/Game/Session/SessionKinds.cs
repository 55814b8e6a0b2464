using DualTwin.F1Game.Codes;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Session;

/// <summary>The game's kinds of session in the public schema's words.</summary>
internal static class SessionKinds
{
    /// <summary>
    /// The kind that <paramref name="code"/> means in <paramref name="format"/>; null where it says none. In a weekend with two races
    /// the first is the sprint.
    /// </summary>
    public static SessionKind? Kind(ushort format, byte code, ReadOnlySpan<byte> weekend) => CodeTables.ReadSessionType(format, code) switch
    {
        F1Game.Codes.SessionType.Practice1 => SessionKind.Practice1,
        F1Game.Codes.SessionType.Practice2 => SessionKind.Practice2,
        F1Game.Codes.SessionType.Practice3 => SessionKind.Practice3,
        F1Game.Codes.SessionType.ShortPractice => SessionKind.ShortPractice,
        F1Game.Codes.SessionType.Qualifying1 => SessionKind.Qualifying1,
        F1Game.Codes.SessionType.Qualifying2 => SessionKind.Qualifying2,
        F1Game.Codes.SessionType.Qualifying3 => SessionKind.Qualifying3,
        F1Game.Codes.SessionType.ShortQualifying => SessionKind.ShortQualifying,
        F1Game.Codes.SessionType.OneShotQualifying => SessionKind.OneShotQualifying,
        F1Game.Codes.SessionType.SprintShootout1 => SessionKind.SprintShootout1,
        F1Game.Codes.SessionType.SprintShootout2 => SessionKind.SprintShootout2,
        F1Game.Codes.SessionType.SprintShootout3 => SessionKind.SprintShootout3,
        F1Game.Codes.SessionType.ShortSprintShootout or F1Game.Codes.SessionType.OneShotSprintShootout => SessionKind.SprintQualifying,
        F1Game.Codes.SessionType.Race => HasSecondRace(format, weekend) ? SessionKind.Sprint : SessionKind.Race,
        F1Game.Codes.SessionType.Race2 => weekend.IsEmpty ? SessionKind.Race2 : SessionKind.Race,
        F1Game.Codes.SessionType.Race3 => SessionKind.Race3,
        F1Game.Codes.SessionType.TimeTrial => SessionKind.TimeTrial,
        _ => null,
    };

    /// <summary>The type of the public schema.</summary>
    public static Telemetry.Values.SessionType? Type(SessionKind? kind) => kind switch
    {
        null => null,
        SessionKind.Sprint => Telemetry.Values.SessionType.Sprint,
        SessionKind.Race or SessionKind.Race2 or SessionKind.Race3 => Telemetry.Values.SessionType.Race,
        SessionKind.Practice1 or SessionKind.Practice2 or SessionKind.Practice3 or SessionKind.ShortPractice or SessionKind.TimeTrial
            => Telemetry.Values.SessionType.Practice,
        _ => Telemetry.Values.SessionType.Qualifying,
    };

    /// <summary>The part of a knock-out qualifying; null for other sessions.</summary>
    public static int? Part(SessionKind? kind) => kind switch
    {
        SessionKind.Qualifying1 or SessionKind.SprintShootout1 => 1,
        SessionKind.Qualifying2 or SessionKind.SprintShootout2 => 2,
        SessionKind.Qualifying3 or SessionKind.SprintShootout3 => 3,
        _ => null,
    };

    private static bool HasSecondRace(ushort format, ReadOnlySpan<byte> weekend) =>
        CodeTables.WriteSessionType(format, F1Game.Codes.SessionType.Race2) is { } second && weekend.Contains(second);
}
