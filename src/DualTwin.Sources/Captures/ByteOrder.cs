using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>The byte order of the machine that wrote a capture.</summary>
internal readonly record struct ByteOrder(bool IsBig)
{
    public ushort UInt16(ReadOnlySpan<byte> bytes) => IsBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public uint UInt32(ReadOnlySpan<byte> bytes) => IsBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
