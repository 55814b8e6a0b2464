using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.Sources.Tests.Game;

/// <summary>Changes datagrams field by field, by the names of the packets' interfaces.</summary>
internal static partial class Wire
{
    /// <summary>Writes a value into a field such as <c>LapData[3].PitStatus</c> or <c>TyresWear[1]</c>.</summary>
    public static void Set(byte[] datagram, string field, double value)
    {
        Assert.True(PacketHeader.TryRead(datagram, out var header, out _));
        var (record, offset) = (PacketLayouts.Find(header.PacketFormat, header.PacketId)!.Body, header.Size);
        FieldLayout? last = null;
        foreach (Match step in Step().Matches(field))
        {
            last = record.Fields.Single(f => f.Property == step.Groups["name"].Value);
            var index = step.Groups["index"].Success ? int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture) : 0;
            offset += last.Offset + (index * last.ElementSize);
            record = last.Element ?? record;
        }

        Write(datagram.AsSpan(offset), last!.Type, value);
    }

    /// <summary>Offsets of all single values of the given type in a kind of packet.</summary>
    public static IEnumerable<int> Offsets(PacketLayout layout, WireType type) => Offsets(layout.Body, layout.HeaderSize, type);

    /// <summary>A datagram of a kind that is all zeros but for its header.</summary>
    public static byte[] Empty(in PacketHeader header)
    {
        var datagram = new byte[PacketLayouts.SizeOf(header.PacketFormat, header.PacketId)];
        Stamp(datagram, in header);
        return datagram;
    }

    /// <summary>Writes a header over a datagram's own.</summary>
    public static void Stamp(byte[] datagram, in PacketHeader header)
    {
        var values = new Dictionary<string, double>
        {
            ["packetFormat"] = header.PacketFormat,
            ["packetId"] = (byte)header.PacketId,
            ["sessionUID"] = header.SessionUid,
            ["sessionTime"] = header.SessionTimeSeconds,
            ["frameIdentifier"] = header.FrameIdentifier,
            ["overallFrameIdentifier"] = header.OverallFrameIdentifier ?? 0,
            ["playerCarIndex"] = header.PlayerCarIndex,
        };
        foreach (var field in PacketLayouts.Header(header.PacketFormat)!.Fields.Where(f => values.ContainsKey(f.Name)))
        {
            Write(datagram.AsSpan(field.Offset), field.Type, values[field.Name]);
        }
    }

    /// <summary>An event with the bytes of its details.</summary>
    public static byte[] Event(in PacketHeader header, EventCode code, params ReadOnlySpan<byte> details)
    {
        var datagram = Empty(header with { PacketId = PacketId.Event });
        BinaryPrimitives.WriteUInt32LittleEndian(datagram.AsSpan(header.Size), (uint)code);
        details.CopyTo(datagram.AsSpan(header.Size + sizeof(uint)));
        return datagram;
    }

    private static IEnumerable<int> Offsets(RecordLayout record, int at, WireType type) => record.Fields.SelectMany(field =>
        Enumerable.Range(0, field.Count).Select(i => at + field.Offset + (i * field.ElementSize)).SelectMany(offset =>
            field.Element is { } element ? Offsets(element, offset, type) : field.Type == type ? [offset] : []));

    private static void Write(Span<byte> to, WireType type, double value)
    {
        switch (type)
        {
            case WireType.Single:
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)value);
                break;
            case WireType.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(to, value);
                break;
            case WireType.UInt16 or WireType.Int16:
                BinaryPrimitives.WriteUInt16LittleEndian(to, unchecked((ushort)(int)value));
                break;
            case WireType.UInt32:
                BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)value);
                break;
            case WireType.UInt64:
                BinaryPrimitives.WriteUInt64LittleEndian(to, (ulong)value);
                break;
            case WireType.UInt8 or WireType.Int8:
                to[0] = unchecked((byte)(int)value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "No number.");
        }
    }

    [GeneratedRegex(@"(?<name>\w+)(\[(?<index>\d+)\])?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
