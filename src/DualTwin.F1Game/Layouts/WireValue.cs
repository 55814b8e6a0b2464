using System.Buffers.Binary;

namespace DualTwin.F1Game.Layouts;

/// <summary>Single values by their type, for code that knows a field from its layout only.</summary>
public static class WireValue
{
    /// <summary>An integer of the wire, before any scale.</summary>
    public static Int128 Integer(WireType type, ReadOnlySpan<byte> bytes) => type switch
    {
        WireType.UInt8 or WireType.Char => bytes[0],
        WireType.Int8 => (sbyte)bytes[0],
        WireType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        WireType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        WireType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        WireType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no integer"),
    };

    /// <summary>A floating-point value of the wire.</summary>
    public static double Float(WireType type, ReadOnlySpan<byte> bytes) => type switch
    {
        WireType.Single => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        WireType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no floating-point value"),
    };
}
