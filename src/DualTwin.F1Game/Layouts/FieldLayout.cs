using System.Collections.Immutable;

namespace DualTwin.F1Game.Layouts;

/// <summary>A field of a record in one format.</summary>
/// <param name="Name">The maker's name in this format, without <c>m_</c>.</param>
/// <param name="Type">Type of one value.</param>
/// <param name="Offset">Bytes from the start of the record.</param>
/// <param name="Counts">Empty for a single value, else the length; rows and columns for a table.</param>
public sealed record FieldLayout(string Name, WireType Type, int Offset, ImmutableArray<int> Counts)
{
    /// <summary>Name of the property in the interface, the same in all formats.</summary>
    public required string Property { get; init; }

    /// <summary>Layout of a struct; null for plain values.</summary>
    public RecordLayout? Element { get; init; }

    /// <summary>Unit of the value after <see cref="Scale"/>; null where the maker states none.</summary>
    public string? Unit { get; init; }

    /// <summary>Name of the code table that says what the values mean; null for quantities.</summary>
    public string? Codes { get; init; }

    /// <summary>Range, special values or other words about the field.</summary>
    public string? Note { get; init; }

    /// <summary>The value of the wire that stands for none, for which the property is null; null where there is no such value.</summary>
    public int? None { get; init; }

    /// <summary>What the wire's integer is multiplied with; 1 for everything else.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether it is zero for another player who keeps telemetry private.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Number of values over all dimensions.</summary>
    public int Count { get; } = Counts.Aggregate(1, (product, count) => product * count);

    /// <summary>Bytes of one value.</summary>
    public int ElementSize => Element?.Size ?? Type switch
    {
        WireType.UInt16 or WireType.Int16 => 2,
        WireType.UInt32 or WireType.Single => 4,
        WireType.UInt64 or WireType.Double => 8,
        _ => 1,
    };
}
