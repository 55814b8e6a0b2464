using System.Buffers.Binary;

namespace DualTwin.Sources.Recording.Container;

/// <summary>The last 16 bytes of a file that was ended in order: where its index is.</summary>
/// <param name="IndexOffset">The index chunk's first byte in the file.</param>
internal readonly record struct Trailer(long IndexOffset)
{
    public const int Size = 16;

    private static ReadOnlySpan<byte> Magic => "DTIX"u8;

    public void Write(Span<byte> to)
    {
        Magic.CopyTo(to);
        BinaryPrimitives.WriteInt64LittleEndian(to[4..], IndexOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], Crc32C.Of(to[..12]));
    }

    /// <summary>Reads a trailer; false where there is none or it is damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out Trailer trailer)
    {
        trailer = default;
        if (from.Length != Size || !from.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(from[12..]) != Crc32C.Of(from[..12]))
        {
            return false;
        }

        trailer = new Trailer(BinaryPrimitives.ReadInt64LittleEndian(from[4..]));
        return true;
    }
}
