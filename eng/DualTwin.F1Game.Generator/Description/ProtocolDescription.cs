using System;
using System.Collections.Generic;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>Everything that the description files say.</summary>
internal sealed class ProtocolDescription
{
    public FormatRange Formats { get; set; } = new(0, 0);

    public Dictionary<string, IReadOnlyList<Ranged>> Counts { get; } = new(StringComparer.Ordinal);

    public List<RecordDeclaration> Records { get; } = [];

    public List<CodeTable> CodeTables { get; } = [];

    public IEnumerable<int> Years => Enumerable.Range(Formats.First, Formats.Last - Formats.First + 1);

    public IReadOnlyList<RecordDeclaration> Packets => [.. Of(RecordKind.Packet).OrderBy(p => int.Parse(p.Key, System.Globalization.CultureInfo.InvariantCulture))];

    public IReadOnlyList<RecordDeclaration> Events => [.. Of(RecordKind.Event)];

    public RecordDeclaration Header => Of(RecordKind.Header).Single();

    public RecordDeclaration? FindStruct(string name) => Of(RecordKind.Struct).FirstOrDefault(r => r.Name == name);

    private IEnumerable<RecordDeclaration> Of(RecordKind kind) => Records.Where(r => r.Kind == kind);
}
