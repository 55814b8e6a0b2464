using System.Collections.Generic;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>The types of the wire, little-endian.</summary>
internal sealed class WireType
{
    public static readonly WireType Char = new("char", "byte", "Char", 1);
    public static readonly WireType Single = new("f32", "float", "Single", 4);

    /// <summary>Stands for a struct: size and name are the struct's own.</summary>
    public static readonly WireType Record = new("", "", "Record", 0);

    private static readonly List<WireType> All =
    [
        Char,
        Single,
        new("u8", "byte", "UInt8", 1),
        new("i8", "sbyte", "Int8", 1),
        new("u16", "ushort", "UInt16", 2),
        new("i16", "short", "Int16", 2),
        new("u32", "uint", "UInt32", 4),
        new("u64", "ulong", "UInt64", 8),
        new("f64", "double", "Double", 8),
    ];

    private WireType(string keyword, string clrName, string name, int size)
    {
        Keyword = keyword;
        ClrName = clrName;
        Name = name;
        Size = size;
    }

    public string Keyword { get; }

    public string ClrName { get; }

    public string Name { get; }

    public int Size { get; }

    public static WireType? Find(string keyword) => All.FirstOrDefault(t => t.Keyword == keyword);
}
