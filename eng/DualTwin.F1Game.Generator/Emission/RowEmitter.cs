using System.Linq;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>The inline arrays that the structs hold, one a length.</summary>
internal static class RowEmitter
{
    public static string Emit(ProtocolDescription description)
    {
        var source = new SourceWriter("Packets");
        var counts = description.Records
            .SelectMany(r => r.Layouts)
            .SelectMany(l => l.Fields)
            .Where(f => f.Counts.Count > 0 && !f.IsWheels)
            .Select(f => f.Count)
            .Distinct()
            .OrderBy(c => c);
        foreach (var count in counts)
        {
            source.Line(SourceWriter.Mark).Line($"[InlineArray({count})]");
            source.Block($"internal struct Row{count}<T>", () => source.Line("private T _first;")).Line();
        }

        return source.ToString();
    }
}
