using System.Collections.Generic;
using System.Linq;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>A record's interface and its structs, one a distinct layout.</summary>
internal static class RecordEmitter
{
    public static string Emit(RecordDeclaration record)
    {
        var source = new SourceWriter("Packets");
        var members = record.Fields.Select(f => new Member(record, f)).ToList();
        EmitInterface(source, record, members);
        foreach (var layout in record.Layouts)
        {
            EmitStruct(source, layout, members);
        }

        return source.ToString();
    }

    /// <summary>Structs inside the record that differ between formats: the record's type parameters.</summary>
    public static IReadOnlyList<RecordDeclaration> Parts(RecordDeclaration record) =>
        [.. record.Layouts.SelectMany(l => l.Fields).Select(f => f.Element?.Record).OfType<RecordDeclaration>().Where(r => r.HasManyLayouts).Distinct()];

    public static string Parameters(RecordDeclaration record) =>
        Parts(record) is { Count: > 0 } parts ? $"<{string.Join(", ", parts.Select(p => "T" + p.Name))}>" : "";

    public static string Constraints(RecordDeclaration record) =>
        string.Concat(Parts(record).Select(p => $" where T{p.Name} : unmanaged, {p.InterfaceName}"));

    /// <summary>The interface as the struct of <paramref name="layout"/> implements it.</summary>
    private static string Implemented(Layout layout) =>
        layout.Record.InterfaceName + (Parts(layout.Record) is { Count: > 0 } parts
            ? $"<{string.Join(", ", parts.Select(p => p.In(layout.Formats[0]).TypeName))}>"
            : "");

    private static string Access(RecordDeclaration record) => record.Kind == RecordKind.Header ? "internal" : "public";

    private static void EmitInterface(SourceWriter source, RecordDeclaration record, List<Member> members)
    {
        source.Summary($"{What(record)} in every format that has it. {Names.Years(record.Years)}").Line(SourceWriter.Mark);
        source.Block($"{Access(record)} interface {record.InterfaceName}{Parameters(record)}{Constraints(record)}", () =>
        {
            foreach (var member in members)
            {
                source.Summary(member.Summary);
                source.Line(member.Shape is MemberShape.Scalar or MemberShape.Wheels
                    ? $"{member.PropertyType} {member.Name} {{ get; set; }}"
                    : $"[UnscopedRef] {member.PropertyType} {member.Name} {{ get; }}").Line();
                if (member.IsTable)
                {
                    source.Summary($"One row of {member.Name}.");
                    source.Line($"[UnscopedRef] {member.PropertyType} {member.Name}Row(int row);").Line();
                }
            }
        }).Line();
    }

    private static void EmitStruct(SourceWriter source, Layout layout, List<Member> members)
    {
        source.Summary($"{What(layout.Record)} as {layout.Size} bytes. {Names.Years(layout.Formats)}").Line(SourceWriter.Mark);
        source.Line("[StructLayout(LayoutKind.Sequential, Pack = 1)]");
        source.Block($"{Access(layout.Record)} struct {layout.TypeName} : {Implemented(layout)}", () =>
        {
            source.Summary("Bytes on the wire.").Line($"public const int Size = {layout.Size};").Line();
            foreach (var field in layout.Fields)
            {
                source.Line($"private {StorageType(field)} _{field.Declaration.Name};");
            }

            foreach (var member in members)
            {
                source.Line();
                MemberEmitter.Emit(source, member, layout);
            }
        }).Line();
    }

    private static string StorageType(LaidField field) =>
        field.IsWheels ? $"Wheels<{field.ElementType}>"
        : field.Counts.Count == 0 ? field.ElementType
        : $"Row{field.Count}<{field.ElementType}>";

    private static string What(RecordDeclaration record) => record.Kind switch
    {
        RecordKind.Header => "The header",
        RecordKind.Packet => $"Packet {record.Key}, {record.Name}, without its header,",
        RecordKind.Event => $"Details of the event {record.Key}",
        _ => record.Name,
    };
}
