using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>Captures of libpcap, in either byte order, with microseconds or nanoseconds.</summary>
internal static class Pcap
{
    // The largest that libpcap itself accepts.
    public const int MaxFrameBytes = 262_144;

    private const int FileHeaderBytes = 24;
    private const int RecordHeaderBytes = 16;
    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;

    public static IEnumerable<CapturedDatagram> Read(Stream stream)
    {
        using var bytes = new CaptureBytes(stream);
        var (order, perSecond) = Begin(bytes.Take(FileHeaderBytes), out var linkType);
        var frames = new FrameDatagrams();
        var header = new byte[RecordHeaderBytes];
        while (bytes.TryFill(header))
        {
            var length = order.UInt32(header.AsSpan(8));
            if (length > MaxFrameBytes)
            {
                throw new InvalidDataException($"a frame of {length} bytes at byte {bytes.Position - RecordHeaderBytes}");
            }

            var ticks = (order.UInt32(header) * TimeSpan.TicksPerSecond) + (order.UInt32(header.AsSpan(4)) * TimeSpan.TicksPerSecond / perSecond);
            if (frames.Take(linkType, ticks, bytes.Take((int)length)) is { } datagram)
            {
                yield return datagram;
            }
        }

        foreach (var rest in frames.End())
        {
            yield return rest;
        }
    }

    private static (ByteOrder Order, long PerSecond) Begin(ReadOnlySpan<byte> header, out int linkType)
    {
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(header);
        var swapped = BinaryPrimitives.ReverseEndianness(magic);
        var (order, perSecond) = magic switch
        {
            Microseconds => (new ByteOrder(IsBig: false), 1_000_000L),
            Nanoseconds => (new ByteOrder(IsBig: false), 1_000_000_000L),
            _ when swapped == Microseconds => (new ByteOrder(IsBig: true), 1_000_000L),
            _ when swapped == Nanoseconds => (new ByteOrder(IsBig: true), 1_000_000_000L),
            _ => throw new InvalidDataException($"it does not begin as a pcap file (0x{magic:X8})"),
        };

        // The upper bits tell of checksums behind the frames, which the IP length leaves out anyway.
        linkType = LinkFrame.Known((int)(order.UInt32(header[20..]) & 0xFFFF));
        return (order, perSecond);
    }
}
