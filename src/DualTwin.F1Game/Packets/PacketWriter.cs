using System.Runtime.InteropServices;
using DualTwin.F1Game.Layouts;

namespace DualTwin.F1Game.Packets;

/// <summary>
/// Writes datagrams in place: the visitor's method for the kind of packet is called with an empty packet of the header's format, fills it in,
/// and the bytes are ready. A field that the format does not have ignores what is set; a value too big for its wire type becomes the biggest.
/// The packet starts as zeros: where zero is not the wire's "none", null must be set.
/// </summary>
public static class PacketWriter
{
    /// <summary>Writes one packet of the header's format and kind.</summary>
    /// <returns>Bytes written, from the start of <paramref name="destination"/>.</returns>
    /// <exception cref="ArgumentException">The format has no such packet, or <paramref name="destination"/> is too small for it.</exception>
    public static int Write<TVisitor>(Span<byte> destination, in PacketHeader header, ref TVisitor visitor)
        where TVisitor : IPacketVisitor, allows ref struct
    {
        var body = Begin(destination, in header, out var size);
        PacketDispatch.Body(in header, ref MemoryMarshal.GetReference(body), ref visitor);
        return size;
    }

    /// <summary>Writes one event; the header's <see cref="PacketHeader.PacketId"/> is <see cref="PacketId.Event"/>.</summary>
    /// <returns>Bytes written, from the start of <paramref name="destination"/>.</returns>
    /// <exception cref="ArgumentException">The format has no such event, or <paramref name="destination"/> is too small for it.</exception>
    public static int WriteEvent<TVisitor>(Span<byte> destination, in PacketHeader header, EventCode code, ref TVisitor visitor)
        where TVisitor : IEventVisitor, allows ref struct
    {
        if (header.PacketId != PacketId.Event || !EventDispatch.IsKnown(header.PacketFormat, code))
        {
            throw new ArgumentException($"format {header.PacketFormat} sends no event {code} as packet {header.PacketId}", nameof(code));
        }

        var body = Begin(destination, in header, out var size);
        MemoryMarshal.Write(body, (uint)code);
        EventDispatch.Details(code, in header, ref body[sizeof(uint)], ref visitor);
        return size;
    }

    private static Span<byte> Begin(Span<byte> destination, in PacketHeader header, out int size)
    {
        size = PacketLayouts.SizeOf(header.PacketFormat, header.PacketId);
        if (size == 0)
        {
            throw new ArgumentException($"format {header.PacketFormat} has no packet {header.PacketId}", nameof(header));
        }

        if (destination.Length < size)
        {
            throw new ArgumentException($"{header.PacketId} of {header.PacketFormat} takes {size} bytes, not {destination.Length}", nameof(destination));
        }

        var datagram = destination[..size];
        datagram.Clear();
        header.Write(datagram);
        return datagram[header.Size..];
    }
}
