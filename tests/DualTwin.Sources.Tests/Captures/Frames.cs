using System.Buffers.Binary;

namespace DualTwin.Sources.Tests.Captures;

/// <summary>Builds frames as networks carry them.</summary>
internal static class Frames
{
    private const byte UdpProtocol = 17;

    public static byte[] Udp(ReadOnlySpan<byte> payload, int? length = null)
    {
        var udp = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(udp.AsSpan(0), 50_000);
        BinaryPrimitives.WriteUInt16BigEndian(udp.AsSpan(2), 20_777);
        BinaryPrimitives.WriteUInt16BigEndian(udp.AsSpan(4), (ushort)(length ?? udp.Length));
        payload.CopyTo(udp.AsSpan(8));
        return udp;
    }

    public static byte[] Ipv4(ReadOnlySpan<byte> content, byte protocol = UdpProtocol, int fragmentOffset = 0, bool more = false, ushort number = 7)
    {
        var packet = new byte[20 + content.Length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), number);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), (ushort)((fragmentOffset / 8) | (more ? 0x2000 : 0)));
        packet[9] = protocol;
        packet[15] = 1;
        packet[19] = 2;
        content.CopyTo(packet.AsSpan(20));
        return packet;
    }

    public static byte[] Ipv6(ReadOnlySpan<byte> content, byte next = UdpProtocol)
    {
        var packet = new byte[40 + content.Length];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)content.Length);
        packet[6] = next;
        content.CopyTo(packet.AsSpan(40));
        return packet;
    }

    /// <summary>A fragment's part behind the IPv6 header.</summary>
    public static byte[] Ipv6Fragment(ReadOnlySpan<byte> content, int offset, bool more)
    {
        var part = new byte[8 + content.Length];
        part[0] = UdpProtocol;
        BinaryPrimitives.WriteUInt16BigEndian(part.AsSpan(2), (ushort)(offset | (more ? 1 : 0)));
        part[7] = 9;
        content.CopyTo(part.AsSpan(8));
        return Ipv6(part, next: 44);
    }

    /// <summary>The packet in a frame of the link type; on Ethernet behind as many VLAN tags as given.</summary>
    public static byte[] Link(int linkType, byte[] packet, int vlanTags = 0)
    {
        var etherType = packet[0] >> 4 == 4 ? new byte[] { 0x08, 0x00 } : [0x86, 0xDD];
        byte[] tags = [.. Enumerable.Repeat(new byte[] { 0x81, 0x00, 0x00, 0x05 }, vlanTags).SelectMany(t => t)];
        return linkType switch
        {
            0 => [2, 0, 0, 0, .. packet],
            108 => [0, 0, 0, 2, .. packet],
            // Ethernet fills short frames up; what is behind the packet is not part of it.
            1 => [.. new byte[12], .. tags, .. etherType, .. packet, 0, 0, 0],
            113 => [.. new byte[14], .. etherType, .. packet],
            276 => [.. etherType, .. new byte[18], .. packet],
            _ => packet,
        };
    }
}
