using System;
using System.Collections.Generic;
using System.Linq;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>What each field is, as data: for printing, for checks and for documentation.</summary>
internal sealed class MetadataEmitter
{
    private readonly Dictionary<string, string> _identifiers = new(StringComparer.Ordinal);
    private readonly SourceWriter _source = new("Layouts");

    public static string Emit(ProtocolDescription description) => new MetadataEmitter().EmitAll(description);

    private string EmitAll(ProtocolDescription description) =>
        _source.Line("using DualTwin.F1Game.Packets;").Line().Block("partial class PacketLayouts", () =>
        {
            var headers = Table(description, [description.Header], (format, _, layout) => $"[{format}] = {layout}");
            var packets = Table(description, description.Packets, (format, record, layout) =>
                $"new({format}, PacketId.{record.Name}, {Names.Quote(record.Name)}, {description.Header.In(format).Size}, {layout})");
            var events = Table(description, description.Events, (format, record, layout) => $"[({format}, EventCode.{record.Name})] = {layout}");
            Group("private static readonly Dictionary<ushort, RecordLayout> HeaderTable = new()", "{", "};", headers);
            Group("/// <summary>Every kind of packet of every format, by format and number.</summary>\npublic static System.Collections.Immutable.ImmutableArray<PacketLayout> All { get; } =", "[", "];", packets);
            Group("private static readonly Dictionary<(ushort, EventCode), RecordLayout> EventTable = new()", "{", "};", events);
            EmitSizes(description);
        }).ToString();

    private static List<(int Format, RecordDeclaration Record)> Pairs(ProtocolDescription description, IEnumerable<RecordDeclaration> records) =>
        [.. description.Years.SelectMany(f => records.Where(r => r.Exists(f)).Select(r => (f, r)))];

    private List<string> Table(ProtocolDescription description, IEnumerable<RecordDeclaration> records, Func<int, RecordDeclaration, string, string> row) =>
        [.. Pairs(description, records).Select(p => row(p.Format, p.Record, Layout(p.Record, p.Format)))];

    private void Group(string head, string open, string close, List<string> rows)
    {
        _source.Line().Line(head).Line(open);
        rows.ForEach(r => _source.Line($"    {r},"));
        _source.Line(close);
    }

    private void EmitSizes(ProtocolDescription description)
    {
        var ids = description.Packets.Count;
        var sizes = description.Years.SelectMany(f => description.Packets.Select(p => p.Exists(f) ? description.Header.In(f).Size + p.In(f).Size : 0));
        _source.Line().Line($"internal const ushort FirstFormat = {description.Formats.First};").Line();
        _source.Line($"internal const ushort LastFormat = {description.Formats.Last};").Line();
        _source.Line($"private const int IdCount = {ids};").Line();
        _source.Line("// Bytes of a datagram by format and id; 0 where the format has no such packet.");
        _source.Line($"private static ReadOnlySpan<ushort> Sizes => [{string.Join(", ", sizes)}];");
    }

    private string Layout(RecordDeclaration record, int format)
    {
        var layout = record.In(format);
        var fields = layout.Fields.Select(f => Field(f, format)).ToList();
        var text = $"new({Names.Quote(record.Name)}, {layout.Size}, [{string.Join(", ", fields)}])";
        if (!_identifiers.TryGetValue(text, out var identifier))
        {
            identifier = $"{record.TypeName}In{format}";
            _identifiers.Add(text, identifier);
            _source.Line($"private static readonly RecordLayout {identifier} = {text};");
        }

        return identifier;
    }

    private string Field(LaidField field, int format)
    {
        var declared = field.Declaration;
        var scale = declared.Scale is { } s && field.Type != WireType.Single ? s.Replace("1/", "1d/") : "1";
        return $"new({Names.Quote(declared.NameIn(format))}, WireType.{field.Type.Name}, {field.Offset}, [{string.Join(", ", field.Counts)}]) {{ " +
            string.Join(", ", new[]
            {
                field.Element is null ? null : $"Element = {Layout(field.Element.Record, format)}",
                declared.Unit is null ? null : $"Unit = {Names.Quote(declared.Unit)}",
                declared.Codes is null ? null : $"Codes = {Names.Quote(declared.Codes)}",
                declared.Note is null ? null : $"Note = {Names.Quote(declared.Note)}",
                Ranged.At(declared.None, format) is { } none ? $"None = {none}" : null,
                scale == "1" ? null : $"Scale = {scale}",
                declared.Restricted?.Holds(format) == true ? "IsRestricted = true" : null,
                $"Property = {Names.Quote(Names.Pascal(declared.Name))}",
            }.OfType<string>()) + " }";
    }
}
