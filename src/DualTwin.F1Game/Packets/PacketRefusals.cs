namespace DualTwin.F1Game.Packets;

/// <summary>Refusals in words, fit for counters and messages.</summary>
public static class PacketRefusals
{
    /// <summary>The reason in a few words; empty for <see cref="PacketRefusal.None"/>.</summary>
    public static string Text(this PacketRefusal refusal) => refusal switch
    {
        PacketRefusal.None => "",
        PacketRefusal.TooShort => "too short for a header",
        PacketRefusal.UnknownFormat => "unknown format",
        PacketRefusal.UnknownPacketId => "unknown packet id",
        PacketRefusal.WrongLength => "wrong length",
        PacketRefusal.UnknownEventCode => "unknown event code",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "no refusal"),
    };
}
