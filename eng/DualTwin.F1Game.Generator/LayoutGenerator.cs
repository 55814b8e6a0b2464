using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using DualTwin.F1Game.Generator.Description;
using DualTwin.F1Game.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DualTwin.F1Game.Generator;

/// <summary>Turns the descriptions of the wire formats into structs, interfaces, dispatch and metadata.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LayoutGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor Unreadable =
        new("F1GAME001", "A wire format's description cannot be read", "{0}", "F1Game", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".layout", StringComparison.Ordinal) || file.Path.EndsWith(".codes", StringComparison.Ordinal))
            .Select((file, cancellation) => (file.Path, Text: file.GetText(cancellation)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(files, Generate);
    }

    private static void Generate(SourceProductionContext context, ImmutableArray<(string Path, string Text)> files)
    {
        if (files.IsEmpty)
        {
            return;
        }

        try
        {
            foreach (var (name, source) in Sources(new DescriptionReader().Read(files)))
            {
                context.AddSource($"{name}.g.cs", SourceText.From(source, Encoding.UTF8));
            }
        }
        catch (DescriptionException e)
        {
            var at = new LinePosition(Math.Max(0, e.Line - 1), 0);
            context.ReportDiagnostic(Diagnostic.Create(Unreadable, Location.Create(e.Path, default, new LinePositionSpan(at, at)), e.Message));
        }
    }

    private static IEnumerable<(string Name, string Source)> Sources(ProtocolDescription description)
    {
        foreach (var record in description.Records.Where(r => r.Layouts.Count > 0))
        {
            yield return (record.TypeName, RecordEmitter.Emit(record));
        }

        yield return ("PacketId", VisitorEmitter.EmitPacketIds(description));
        yield return ("EventCode", VisitorEmitter.EmitEventCodes(description));
        yield return ("IPacketVisitor", VisitorEmitter.EmitPackets(description));
        yield return ("IEventVisitor", VisitorEmitter.EmitEvents(description));
        yield return ("PacketDispatch", DispatchEmitter.EmitPackets(description));
        yield return ("EventDispatch", DispatchEmitter.EmitEvents(description));
        yield return ("PacketLayouts", MetadataEmitter.Emit(description));
        yield return ("Rows", RowEmitter.Emit(description));
        yield return ("CodeTables", CodeEmitter.EmitTables(description));
        foreach (var table in description.CodeTables.Where(t => t.EnumName is not null))
        {
            yield return (table.EnumName!, CodeEmitter.EmitEnum(table));
        }
    }
}
