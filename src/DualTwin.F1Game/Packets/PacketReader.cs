using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DualTwin.F1Game.Packets;

/// <summary>
/// Reads datagrams in place: the visitor's method for the kind of packet is called with the datagram's own bytes as a struct of its format.
/// With a visitor that is a struct every call is compiled for that format; nothing is copied, boxed or allocated.
/// </summary>
public static class PacketReader
{
    /// <summary>Hands a datagram to <paramref name="visitor"/>, or tells why it is no packet. Throws only what the visitor throws.</summary>
    public static PacketRefusal Read<TVisitor>(ReadOnlySpan<byte> datagram, ref TVisitor visitor)
        where TVisitor : IPacketVisitor, allows ref struct
    {
        if (!PacketHeader.TryRead(datagram, out var header, out var refusal))
        {
            return refusal;
        }

        var body = datagram[header.Size..];
        if (header.PacketId == PacketId.Event && !EventDispatch.IsKnown(header.PacketFormat, CodeOf(body)))
        {
            return PacketRefusal.UnknownEventCode;
        }

        PacketDispatch.Body(in header, ref MemoryMarshal.GetReference(body), ref visitor);
        return PacketRefusal.None;
    }

    /// <summary>Hands the details of an event packet to <paramref name="visitor"/>.</summary>
    public static PacketRefusal ReadEvent<TPacket, TVisitor>(in PacketHeader header, ref TPacket packet, ref TVisitor visitor)
        where TPacket : unmanaged, IEventPacket
        where TVisitor : IEventVisitor, allows ref struct
    {
        var code = CodeOf(packet.EventStringCode);
        if (!EventDispatch.IsKnown(header.PacketFormat, code))
        {
            return PacketRefusal.UnknownEventCode;
        }

        EventDispatch.Details(code, in header, ref MemoryMarshal.GetReference(packet.EventDetails), ref visitor);
        return PacketRefusal.None;
    }

    internal static EventCode CodeOf(ReadOnlySpan<byte> letters) => (EventCode)BinaryPrimitives.ReadUInt32LittleEndian(letters);
}
