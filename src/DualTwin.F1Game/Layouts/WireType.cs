namespace DualTwin.F1Game.Layouts;

/// <summary>Types on the wire: little-endian, packed, floats as IEEE 754.</summary>
public enum WireType
{
    /// <summary>A struct: see <see cref="FieldLayout.Element"/>.</summary>
    Record,

    /// <summary>A byte of UTF-8.</summary>
    Char,
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    UInt64,
    Single,
    Double,
}
