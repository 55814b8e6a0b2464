using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>Takes packets and events without caring for their kind.</summary>
internal interface IRecordTaker
{
    void Take<TRecord>(in PacketHeader header, ref TRecord record) where TRecord : unmanaged;
}
