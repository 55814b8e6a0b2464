using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Order;

namespace DualTwin.Sources.Game;

/// <summary>Why packets of the game are left alone: fixed texts to count by.</summary>
internal static class GameRefusal
{
    /// <summary>A frame some of whose packets never came; what came of it counts.</summary>
    public const string IncompleteFrame = "incomplete_frame";

    /// <summary>A message beyond the most of a session.</summary>
    public const string TooManyMessages = "too_many_game_messages";

    /// <summary>A car that the session does not have, in a good packet, which counts but for that.</summary>
    public const string UnknownCar = "unknown_game_car";

    /// <summary>A code that the format does not know, in a good packet, which counts but for that.</summary>
    public const string UnknownCode = "unknown_game_code";

    /// <summary>A number that its field cannot have, in a good packet, which counts but for that.</summary>
    public const string WrongValue = "wrong_game_value";

    /// <summary>The reason in snake case.</summary>
    public static string Of(PacketRefusal refusal) => refusal switch
    {
        PacketRefusal.TooShort => "game_packet_too_short",
        PacketRefusal.UnknownFormat => "unknown_game_format",
        PacketRefusal.UnknownPacketId => "unknown_game_packet",
        PacketRefusal.WrongLength => "game_packet_wrong_length",
        PacketRefusal.UnknownEventCode => "unknown_game_event",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "No refusal."),
    };

    /// <summary>The reason in snake case.</summary>
    public static string Of(PacketVerdict verdict) => verdict switch
    {
        PacketVerdict.OutsideSession => "game_outside_session",
        PacketVerdict.FormerSession => "former_game_session",
        PacketVerdict.Late => "late_game_packet",
        PacketVerdict.Duplicate => "duplicate_game_packet",
        PacketVerdict.Unconfirmed => "unconfirmed_game_packet",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No refusal."),
    };
}
