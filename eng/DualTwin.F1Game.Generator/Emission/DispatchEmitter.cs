using System.Linq;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>From (format, id) and (format, code) to the visitor's method for the layout's struct.</summary>
internal static class DispatchEmitter
{
    private const string Visitor = "<TVisitor>(in PacketHeader header, ref byte first, ref TVisitor visitor)";

    public static string EmitPackets(ProtocolDescription description)
    {
        var source = new SourceWriter("Packets");
        source.Line(SourceWriter.Mark);
        return source.Block("internal static class PacketDispatch", () =>
        {
            source.Block("public static void Body" + Visitor + " where TVisitor : IPacketVisitor, allows ref struct", () =>
                source.Block("switch (header.PacketId)", () =>
                {
                    foreach (var packet in description.Packets)
                    {
                        source.Line($"case PacketId.{packet.Name}: {packet.Name}(in header, ref first, ref visitor); break;");
                    }
                }));
            foreach (var packet in description.Packets)
            {
                source.Line();
                EmitPacket(source, packet);
            }
        }).ToString();
    }

    public static string EmitEvents(ProtocolDescription description)
    {
        var source = new SourceWriter("Packets");
        source.Line(SourceWriter.Mark);
        return source.Block("internal static class EventDispatch", () =>
        {
            source.Block("public static bool IsKnown(ushort format, EventCode code) => code switch", () =>
            {
                foreach (var record in description.Events)
                {
                    source.Line($"EventCode.{record.Name} => format is >= {record.Years.First()} and <= {record.Years.Last()},");
                }

                source.Line("_ => false,");
            }).Line(";").Line();
            source.Block(
                "public static void Details<TVisitor>(EventCode code, in PacketHeader header, ref byte first, ref TVisitor visitor) where TVisitor : IEventVisitor, allows ref struct",
                () => source.Block("switch (code)", () =>
                {
                    foreach (var record in description.Events)
                    {
                        source.Line($"case EventCode.{record.Name}: {(record.Fields.Count == 0 ? $"visitor.{record.Name}(in header)" : $"{record.Name}(in header, ref first, ref visitor)")}; break;");
                    }
                }));
            foreach (var record in description.Events.Where(e => e.Fields.Count > 0))
            {
                source.Line();
                EmitEvent(source, record);
            }
        }).ToString();
    }

    private static void EmitPacket(SourceWriter source, RecordDeclaration packet) =>
        source.Block($"private static void {packet.Name}{Visitor} where TVisitor : IPacketVisitor, allows ref struct", () =>
            source.Block("switch (header.PacketFormat)", () =>
            {
                foreach (var layout in packet.Layouts)
                {
                    // A packet's own bytes may be equal in two formats only where its parts are equal too, so one format speaks for all.
                    var parts = string.Concat(RecordEmitter.Parts(packet).Select(p => ", " + p.In(layout.Formats[0]).TypeName));
                    source.Line($"case {string.Join(" or ", layout.Formats)}: visitor.{packet.Name}<{layout.TypeName}{parts}>(in header, ref Unsafe.As<byte, {layout.TypeName}>(ref first)); break;");
                }
            }));

    private static void EmitEvent(SourceWriter source, RecordDeclaration record) =>
        source.Block($"private static void {record.Name}{Visitor} where TVisitor : IEventVisitor, allows ref struct", () =>
            source.Block("switch (header.PacketFormat)", () =>
            {
                foreach (var layout in record.Layouts)
                {
                    source.Line($"case {string.Join(" or ", layout.Formats)}: visitor.{record.Name}(in header, ref Unsafe.As<byte, {layout.TypeName}>(ref first)); break;");
                }
            }));
}
