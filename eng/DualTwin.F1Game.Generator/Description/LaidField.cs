using System.Collections.Generic;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>A field in one format: its type, its counts and where it lies.</summary>
internal sealed class LaidField(FieldDeclaration declaration, WireType type, Layout? element, IReadOnlyList<int> counts, int offset)
{
    public FieldDeclaration Declaration { get; } = declaration;

    public WireType Type { get; } = type;

    /// <summary>The layout of a struct field; null for plain values.</summary>
    public Layout? Element { get; } = element;

    /// <summary>Empty for a single value; rows and columns for a table.</summary>
    public IReadOnlyList<int> Counts { get; } = counts;

    public int Offset { get; } = offset;

    public int Count => Counts.Aggregate(1, (product, count) => product * count);

    public int Size => Count * (Element?.Size ?? Type.Size);

    public string ElementType => Element?.TypeName ?? Type.ClrName;

    public bool IsWheels => Element is null && Counts.Count == 1 && Counts[0] == 4 && Type != WireType.Char;

    public string Signature => $"{Declaration.Name}:{Element?.Record.Name}{Element?.Formats[0]}{Type.Keyword}[{string.Join(",", Counts)}]";
}
