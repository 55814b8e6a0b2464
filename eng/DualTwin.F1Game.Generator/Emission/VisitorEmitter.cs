using System.Linq;
using DualTwin.F1Game.Generator.Description;

namespace DualTwin.F1Game.Generator.Emission;

/// <summary>The kinds of packets and events, and the interfaces that take each of them.</summary>
internal static class VisitorEmitter
{
    public static string EmitPacketIds(ProtocolDescription description)
    {
        var source = new SourceWriter("Packets");
        source.Summary("The kinds of packets, with their numbers on the wire.").Line(SourceWriter.Mark);
        return source.Block("public enum PacketId : byte", () =>
        {
            foreach (var packet in description.Packets)
            {
                source.Summary(Names.Years(packet.Years)).Line($"{packet.Name} = {packet.Key},");
            }
        }).ToString();
    }

    public static string EmitEventCodes(ProtocolDescription description)
    {
        var source = new SourceWriter("Packets");
        source.Summary("The kinds of events; a value is the code's four letters, the first in the lowest byte.").Line(SourceWriter.Mark);
        return source.Block("public enum EventCode : uint", () =>
        {
            foreach (var record in description.Events)
            {
                var value = record.Key.Reverse().Aggregate(0u, (sum, letter) => (sum << 8) | letter);
                source.Summary($"{record.Key}. {Names.Years(record.Years)}").Line($"{record.Name} = 0x{value:X8},");
            }
        }).ToString();
    }

    public static string EmitPackets(ProtocolDescription description)
    {
        var source = new SourceWriter("Packets");
        source.Summary("Takes packets of every kind: what is read from a datagram, or what is filled in before it is sent.");
        source.Line("/// <remarks>A packet is the datagram's own bytes: it must not be used after the call, and writing to it writes to them.</remarks>");
        source.Line(SourceWriter.Mark);
        return source.Block("public interface IPacketVisitor", () =>
        {
            foreach (var packet in description.Packets)
            {
                var parts = string.Concat(RecordEmitter.Parts(packet).Select(p => $", T{p.Name}"));
                source.Summary($"Packet {packet.Key}. {Names.Years(packet.Years)}");
                source.Line($"void {packet.Name}<TPacket{parts}>(in PacketHeader header, ref TPacket packet)");
                source.Line($"    where TPacket : unmanaged, {packet.InterfaceName}{RecordEmitter.Parameters(packet)}{RecordEmitter.Constraints(packet)};").Line();
            }
        }).ToString();
    }

    public static string EmitEvents(ProtocolDescription description)
    {
        var source = new SourceWriter("Packets");
        source.Summary("Takes events of every kind; their details are the datagram's own bytes, as with packets.").Line(SourceWriter.Mark);
        return source.Block("public interface IEventVisitor", () =>
        {
            foreach (var record in description.Events)
            {
                source.Summary($"{record.Key}. {Names.Years(record.Years)}");
                source.Line(record.Fields.Count == 0
                    ? $"void {record.Name}(in PacketHeader header);"
                    : $"void {record.Name}<TEvent>(in PacketHeader header, ref TEvent details) where TEvent : unmanaged, {record.InterfaceName};").Line();
            }
        }).ToString();
    }
}
