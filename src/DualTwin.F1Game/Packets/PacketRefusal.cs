namespace DualTwin.F1Game.Packets;

/// <summary>Why a datagram is not a packet.</summary>
public enum PacketRefusal
{
    /// <summary>It is one.</summary>
    None = 0,

    /// <summary>Shorter than its header.</summary>
    TooShort,

    /// <summary>The first two bytes are no format of 2020 to 2026.</summary>
    UnknownFormat,

    /// <summary>The format has no packet of this number.</summary>
    UnknownPacketId,

    /// <summary>Not the one length that this kind of packet has in this format.</summary>
    WrongLength,

    /// <summary>An event whose four letters the format does not know.</summary>
    UnknownEventCode,
}
