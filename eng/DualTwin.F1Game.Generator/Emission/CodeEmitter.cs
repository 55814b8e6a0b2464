using System.Linq;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>Code tables as enums and as lookups by format.</summary>
internal static class CodeEmitter
{
    public static string EmitEnum(CodeTable table)
    {
        var source = new SourceWriter("Codes");
        source.Summary($"Values of the fields with the code table {table.Name}.").Line(SourceWriter.Mark);
        if (table.IsFlags)
        {
            source.Line("[Flags]");
        }

        return source.Block($"public enum {table.EnumName}{(table.IsFlags ? " : uint" : "")}", () =>
        {
            foreach (var code in table.Entries.GroupBy(e => e.Code))
            {
                var latest = code.OrderBy(e => e.Formats.Last).Last();
                source.Summary($"{latest.Name}. {Names.Years([code.Where(e => e.Name == latest.Name).Min(e => e.Formats.First), latest.Formats.Last])}");
                source.Line($"{Names.Identifier(latest.Name)} = {latest.Code},");
            }
        }).ToString();
    }

    public static string EmitTables(ProtocolDescription description)
    {
        var source = new SourceWriter("Codes");
        return source.Block("partial class CodeTables", () =>
        {
            foreach (var table in description.CodeTables)
            {
                var entries = table.Entries.Select(e => $"new({e.Code}, {Names.Quote(e.Name)}, {e.Formats.First}, {e.Formats.Last})");
                source.Summary($"Code table {table.Name}.");
                source.Line($"public static CodeTable {Names.Identifier(table.Name)} {{ get; }} = new({Names.Quote(table.Name)}, [{string.Join(", ", entries)}]);").Line();
            }

            source.Summary("All of them.");
            source.Line($"public static System.Collections.Immutable.ImmutableArray<CodeTable> All {{ get; }} = [{string.Join(", ", description.CodeTables.Select(t => Names.Identifier(t.Name)))}];");
        }).ToString();
    }
}
