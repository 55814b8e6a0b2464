using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>Finds the IP packet in a frame of a link layer.</summary>
internal static class LinkFrame
{
    private const int Loopback = 0;
    private const int Ethernet = 1;
    private const int LoopbackBigEndian = 108;
    private const int LinuxCooked = 113;
    private const int LinuxCooked2 = 276;
    private const int VlanTagBytes = 4;

    // The numbers that systems have used for frames that begin with the IP packet.
    private static readonly int[] RawIp = [12, 14, 101, 228, 229];

    /// <summary>The link type, where it is one that can be read.</summary>
    /// <exception cref="InvalidDataException">It is another.</exception>
    public static int Known(int linkType) =>
        linkType is Loopback or Ethernet or LoopbackBigEndian or LinuxCooked or LinuxCooked2 || RawIp.Contains(linkType)
            ? linkType
            : throw new InvalidDataException($"frames of link type {linkType}; Ethernet, Linux cooked, loopback and raw IP can be read");

    /// <summary>The bytes from the IP header on; empty where the frame carries something else.</summary>
    public static ReadOnlySpan<byte> Ip(int linkType, ReadOnlySpan<byte> frame)
    {
        var packet = linkType switch
        {
            Ethernet => BehindEtherType(frame, 12),
            LinuxCooked => BehindEtherType(frame, 14),
            LinuxCooked2 => frame.Length >= 20 && IsIp(frame) ? frame[20..] : default,
            Loopback or LoopbackBigEndian => From(frame, 4),
            _ => frame,
        };
        return !packet.IsEmpty && packet[0] >> 4 is 4 or 6 ? packet : default;
    }

    private static ReadOnlySpan<byte> BehindEtherType(ReadOnlySpan<byte> frame, int at)
    {
        while (frame.Length >= at + 2)
        {
            switch (BinaryPrimitives.ReadUInt16BigEndian(frame[at..]))
            {
                case 0x8100 or 0x88A8 or 0x9100:
                    at += VlanTagBytes;
                    break;
                case 0x0800 or 0x86DD:
                    return From(frame, at + 2);
                default:
                    return default;
            }
        }

        return default;
    }

    private static bool IsIp(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame) is 0x0800 or 0x86DD;

    private static ReadOnlySpan<byte> From(ReadOnlySpan<byte> frame, int at) => frame.Length > at ? frame[at..] : default;
}
