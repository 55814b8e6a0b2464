using System.Runtime.CompilerServices;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>Takes event packets and hands their details on.</summary>
internal sealed class EventsOf<TVisitor>(TVisitor events) : IRecordTaker
    where TVisitor : IEventVisitor
{
    private TVisitor _events = events;

    public PacketRefusal Refusal { get; private set; }

    void IRecordTaker.Take<TRecord>(in PacketHeader header, ref TRecord record)
    {
        if (typeof(TRecord) == typeof(EventPacket2020))
        {
            Refusal = PacketReader.ReadEvent(in header, ref Unsafe.As<TRecord, EventPacket2020>(ref record), ref _events);
        }
        else if (typeof(TRecord) == typeof(EventPacket2021))
        {
            Refusal = PacketReader.ReadEvent(in header, ref Unsafe.As<TRecord, EventPacket2021>(ref record), ref _events);
        }
        else if (typeof(TRecord) == typeof(EventPacket2022))
        {
            Refusal = PacketReader.ReadEvent(in header, ref Unsafe.As<TRecord, EventPacket2022>(ref record), ref _events);
        }
    }
}
