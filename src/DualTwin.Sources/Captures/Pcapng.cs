using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>Captures in blocks (pcapng): any number of sections and interfaces, each section in its own byte order.</summary>
internal static class Pcapng
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint OrderMark = 0x1A2B3C4D;
    private const uint InterfaceDescription = 1;
    private const uint PacketBlock = 2;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const int HeadBytes = 8;
    private const int TrailBytes = 4;
    private const int MaxBlockBytes = 16 * 1024 * 1024;
    private const int MaxInterfaces = 4096;

    public static IEnumerable<CapturedDatagram> Read(Stream stream)
    {
        using var bytes = new CaptureBytes(stream);
        var interfaces = new List<PcapngInterface>();
        var frames = new FrameDatagrams();
        var order = default(ByteOrder);
        var head = new byte[HeadBytes];
        for (var first = true; bytes.TryFill(head); first = false)
        {
            var type = BinaryPrimitives.ReadUInt32LittleEndian(head);
            var isSection = type == SectionHeader;
            if (first && !isSection)
            {
                throw new InvalidDataException($"it does not begin as a pcapng file (0x{type:X8})");
            }

            var mark = isSection ? bytes.Take(sizeof(uint)) : [];
            if (isSection)
            {
                order = OrderOf(mark);
                interfaces.Clear();
            }

            var body = Body(bytes, order, head, mark.Length);
            if (isSection)
            {
                continue;
            }

            if (Frame(order, order.UInt32(head), body, interfaces) is { } frame
                && frames.Take(frame.LinkType, frame.Ticks, frame.Bytes.Span) is { } datagram)
            {
                yield return datagram;
            }
        }

        foreach (var rest in frames.End())
        {
            yield return rest;
        }
    }

    private static ByteOrder OrderOf(ReadOnlySpan<byte> mark) => BinaryPrimitives.ReadUInt32LittleEndian(mark) switch
    {
        OrderMark => new ByteOrder(IsBig: false),
        var other when BinaryPrimitives.ReverseEndianness(other) == OrderMark => new ByteOrder(IsBig: true),
        var other => throw new InvalidDataException($"a section without a byte order (0x{other:X8})"),
    };

    private static byte[] Body(CaptureBytes bytes, ByteOrder order, ReadOnlySpan<byte> head, int taken)
    {
        var at = bytes.Position - HeadBytes - taken;
        var length = order.UInt32(head[4..]);
        if (length < HeadBytes + taken + TrailBytes || length > MaxBlockBytes || length % sizeof(uint) != 0)
        {
            throw new InvalidDataException($"a block of {length} bytes at byte {at}");
        }

        var body = bytes.Take((int)length - HeadBytes - taken - TrailBytes);
        Span<byte> trail = stackalloc byte[TrailBytes];
        bytes.Fill(trail);
        return order.UInt32(trail) == length ? body : throw new InvalidDataException($"a block that ends with another length than it begins with, at byte {at}");
    }

    private static (int LinkType, Int128 Ticks, ReadOnlyMemory<byte> Bytes)? Frame(
        ByteOrder order, uint type, ReadOnlyMemory<byte> block, List<PcapngInterface> interfaces)
    {
        switch (type)
        {
            case InterfaceDescription:
                interfaces.Add(interfaces.Count < MaxInterfaces ? PcapngInterface.Read(order, block.Span) : throw new InvalidDataException("too many interfaces"));
                return null;
            case EnhancedPacket or PacketBlock:
                Require(block, 20);
                var index = type == EnhancedPacket ? order.UInt32(block.Span) : order.UInt16(block.Span);
                var link = Interface(interfaces, index);
                var stamp = ((ulong)order.UInt32(block.Span[4..]) << 32) | order.UInt32(block.Span[8..]);
                return (link.LinkType, link.Ticks(stamp), Captured(order.UInt32(block.Span[12..]), block[20..]));
            case SimplePacket:
                Require(block, 4);
                var only = Interface(interfaces, 0);
                return (only.LinkType, 0, Captured(Math.Min(order.UInt32(block.Span), (uint)block.Length - 4), block[4..]));
            default:
                return null;
        }
    }

    private static PcapngInterface Interface(List<PcapngInterface> interfaces, uint index) =>
        index < interfaces.Count ? interfaces[(int)index] : throw new InvalidDataException($"a frame of interface {index}, of which it says nothing");

    private static ReadOnlyMemory<byte> Captured(uint length, ReadOnlyMemory<byte> rest) =>
        length <= rest.Length ? rest[..(int)length] : throw new InvalidDataException($"a frame of {length} bytes in a block with {rest.Length}");

    private static void Require(ReadOnlyMemory<byte> block, int bytes)
    {
        if (block.Length < bytes)
        {
            throw new InvalidDataException($"a block of {block.Length} bytes where {bytes} are the least");
        }
    }
}
