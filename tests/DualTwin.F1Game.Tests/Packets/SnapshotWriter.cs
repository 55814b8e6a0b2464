using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

internal sealed class SnapshotWriter(Snapshot snapshot) : IRecordTaker
{
    void IRecordTaker.Take<TRecord>(in PacketHeader header, ref TRecord record) => snapshot.Write(ref record);
}
