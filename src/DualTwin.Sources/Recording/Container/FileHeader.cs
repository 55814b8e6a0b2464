using System.Buffers.Binary;

namespace DualTwin.Sources.Recording.Container;

/// <summary>The 32 bytes at the beginning of each file of a recording.</summary>
/// <param name="Version">Version of the format.</param>
/// <param name="Number">Number of the file in its recording, from 1.</param>
/// <param name="CreatedAt">When it was begun (UTC).</param>
internal readonly record struct FileHeader(int Version, int Number, DateTimeOffset CreatedAt)
{
    public const int Size = 32;
    public const int CurrentVersion = 1;

    private const int CrcAt = Size - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "DTWINREC"u8;

    public void Write(Span<byte> to)
    {
        to[..Size].Clear();
        Magic.CopyTo(to);
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], (ushort)Version);
        BinaryPrimitives.WriteInt32LittleEndian(to[12..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], CreatedAt.UtcTicks);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CrcAt..], Crc32C.Of(to[..CrcAt]));
    }

    /// <summary>Reads a header; false where there is none or it is damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out FileHeader header)
    {
        header = default;
        if (from.Length < Size || !from.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(from[CrcAt..]) != Crc32C.Of(from[..CrcAt]))
        {
            return false;
        }

        var created = BinaryPrimitives.ReadInt64LittleEndian(from[16..]);
        header = new FileHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(from[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[12..]),
            new DateTimeOffset(Math.Clamp(created, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero));
        return true;
    }
}
