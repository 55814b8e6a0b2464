using System.Buffers.Binary;

namespace DualTwin.Sources.Recording.Container;

/// <summary>The 48 bytes before each chunk, with a checksum of their own, so that a reader can hop over what it does not want.</summary>
/// <param name="Kind">What the chunk holds.</param>
/// <param name="PackedBytes">Bytes that follow the header.</param>
/// <param name="PlainBytes">Bytes that they unpack to.</param>
/// <param name="Messages">Messages among the records.</param>
/// <param name="FirstArrival">Arrival of the first message, ticks of 100 ns (UTC); 0 where there is none.</param>
/// <param name="LastArrival">Arrival of the last message.</param>
/// <param name="PackedCrc">Checksum of the bytes that follow.</param>
internal readonly record struct ChunkHeader(
    ChunkKind Kind, int PackedBytes, int PlainBytes, int Messages, long FirstArrival, long LastArrival, uint PackedCrc)
{
    public const int Size = 48;

    /// <summary>A chunk is flushed long before it has as much.</summary>
    public const int MostBytes = 256 * 1024 * 1024;

    private const int CrcAt = Size - sizeof(uint);

    /// <summary>What every chunk begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "DTCK"u8;

    public void Write(Span<byte> to)
    {
        to[..Size].Clear();
        Magic.CopyTo(to);
        to[4] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], PackedBytes);
        BinaryPrimitives.WriteInt32LittleEndian(to[12..], PlainBytes);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], Messages);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], FirstArrival);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], LastArrival);
        BinaryPrimitives.WriteUInt32LittleEndian(to[40..], PackedCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CrcAt..], Crc32C.Of(to[..CrcAt]));
    }

    /// <summary>Reads a header; false where there is none or it is damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out ChunkHeader header)
    {
        header = default;
        if (from.Length < Size || !from.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(from[CrcAt..]) != Crc32C.Of(from[..CrcAt]))
        {
            return false;
        }

        header = new ChunkHeader(
            (ChunkKind)from[4],
            BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[40..]));
        return header is { Kind: >= ChunkKind.First and <= ChunkKind.Index, PackedBytes: >= 0 and <= MostBytes, PlainBytes: >= 0 and <= MostBytes, Messages: >= 0 };
    }
}
