using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>What an IP packet carries for UDP: a datagram with its UDP header, or a fragment of one.</summary>
internal readonly ref struct IpPayload
{
    private const byte Udp = 17;
    private const byte Fragment = 44;
    private const byte Authentication = 51;
    private const int Ipv6HeaderBytes = 40;
    private const int MaxExtensions = 16;

    /// <summary>The bytes behind the IP headers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private init; }

    /// <summary>Whether the capture holds less of the packet than its header says.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Where a fragment's bytes belong.</summary>
    public int Offset { get; private init; }

    /// <summary>Whether fragments follow.</summary>
    public bool HasMore { get; private init; }

    /// <summary>What all fragments of a datagram have in common: the addresses and the number of the datagram.</summary>
    public FragmentKey Key { get; private init; }

    public bool IsFragment => Offset > 0 || HasMore;

    /// <summary>False where the packet carries no UDP or is no IP packet.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out IpPayload payload)
    {
        payload = default;
        return packet.Length > 0 && (packet[0] >> 4 == 4 ? TryReadIpv4(packet, out payload) : TryReadIpv6(packet, out payload));
    }

    private static bool TryReadIpv4(ReadOnlySpan<byte> packet, out IpPayload payload)
    {
        payload = default;
        var header = (packet[0] & 0x0F) * 4;
        if (header < 20 || packet.Length < header || packet[9] != Udp)
        {
            return false;
        }

        // Captures on the sending machine may hold packets whose length the network card had yet to fill in.
        var total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) is var told and not 0 ? told : packet.Length;
        if (total < header)
        {
            return false;
        }

        var fragment = BinaryPrimitives.ReadUInt16BigEndian(packet[6..]);
        payload = new IpPayload
        {
            Bytes = packet[header..Math.Min(total, packet.Length)],
            IsCut = total > packet.Length,
            Offset = (fragment & 0x1FFF) * 8,
            HasMore = (fragment & 0x2000) != 0,
            Key = FragmentKey.Of(packet[12..20], BinaryPrimitives.ReadUInt16BigEndian(packet[4..])),
        };
        return true;
    }

    private static bool TryReadIpv6(ReadOnlySpan<byte> packet, out IpPayload payload)
    {
        payload = default;
        if (packet.Length < Ipv6HeaderBytes)
        {
            return false;
        }

        var total = Ipv6HeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        var read = new IpPayload { Bytes = packet[Ipv6HeaderBytes..Math.Min(total, packet.Length)], IsCut = total > packet.Length };
        var next = packet[6];
        for (var i = 0; i < MaxExtensions && next != Udp; i++)
        {
            // Behind a later fragment's header there is the middle of a datagram, not another header.
            if (read.Offset > 0 || !TrySkip(packet, ref read, ref next))
            {
                return false;
            }
        }

        payload = read;
        return next == Udp;
    }

    private static bool TrySkip(ReadOnlySpan<byte> packet, ref IpPayload read, ref byte next)
    {
        var rest = read.Bytes;
        if (rest.Length < 8 || next is not (0 or 43 or 60 or Fragment or Authentication))
        {
            return false;
        }

        var length = next switch
        {
            Fragment => 8,
            Authentication => (rest[1] + 2) * 4,
            _ => (rest[1] + 1) * 8,
        };
        if (rest.Length < length)
        {
            return false;
        }

        var fragment = next == Fragment ? BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) : (ushort)0;
        read = new IpPayload
        {
            Bytes = rest[length..],
            IsCut = read.IsCut,
            Offset = next == Fragment ? fragment & 0xFFF8 : read.Offset,
            HasMore = next == Fragment ? (fragment & 1) != 0 : read.HasMore,
            Key = next == Fragment ? FragmentKey.Of(packet[8..40], BinaryPrimitives.ReadUInt32BigEndian(rest[4..])) : read.Key,
        };
        next = rest[0];
        return true;
    }
}
