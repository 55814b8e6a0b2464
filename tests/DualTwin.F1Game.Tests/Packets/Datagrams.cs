using CsCheck;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>Datagrams with a right header and length and any bytes otherwise.</summary>
internal static class Datagrams
{
    public static TheoryData<int, PacketId> Kinds
    {
        get
        {
            var kinds = new TheoryData<int, PacketId>();
            foreach (var packet in PacketLayouts.All)
            {
                kinds.Add(packet.Format, packet.Id);
            }

            return kinds;
        }
    }

    public static TheoryData<int, EventCode> Events
    {
        get
        {
            var events = new TheoryData<int, EventCode>();
            foreach (var format in PacketLayouts.All.Select(p => p.Format).Distinct())
            {
                Enum.GetValues<EventCode>().Where(c => PacketLayouts.Event(format, c) is not null).ToList().ForEach(c => events.Add(format, c));
            }

            return events;
        }
    }

    public static Gen<byte[]> Any(int format, PacketId id)
    {
        var layout = PacketLayouts.Find((ushort)format, id)!;
        var codes = Enum.GetValues<EventCode>().Where(c => PacketLayouts.Event(layout.Format, c) is not null).ToArray();
        return Gen.Select(Gen.Byte.Array[layout.Size], Gen.Int[0, codes.Length - 1]).Select((bytes, code) =>
        {
            Stamp(bytes, layout);
            if (id == PacketId.Event)
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(layout.HeaderSize), (uint)codes[code]);
            }

            return bytes;
        });
    }

    public static byte[] Event(int format, EventCode code)
    {
        var layout = PacketLayouts.Find((ushort)format, PacketId.Event)!;
        var bytes = new byte[layout.Size];
        Stamp(bytes, layout);
        BitConverter.TryWriteBytes(bytes.AsSpan(layout.HeaderSize), (uint)code);
        return bytes;
    }

    private static void Stamp(byte[] bytes, PacketLayout layout)
    {
        BitConverter.TryWriteBytes(bytes, layout.Format);
        var id = PacketLayouts.Header(layout.Format)!.Fields.Single(f => f.Name == "packetId");
        bytes[id.Offset] = (byte)layout.Id;
    }
}
