using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

public sealed class AllocationTests
{
    [Fact]
    public void ReadAndWrite_OfEveryPacket_AllocateNothing()
    {
        var datagrams = PacketLayouts.All.Where(p => p.Id != PacketId.Event).Select(Datagram).Append(Datagrams.Event(2026, EventCode.Penalty)).ToList();
        var buffer = new byte[1500];
        Pass(datagrams, buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass(datagrams, buffer);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static byte[] Datagram(PacketLayout packet)
    {
        var header = new PacketHeader { PacketFormat = packet.Format, PacketId = packet.Id };
        var buffer = new byte[packet.Size];
        var counter = new Everything<Counter>(default);
        PacketWriter.Write(buffer, in header, ref counter);
        return buffer;
    }

    private static void Pass(List<byte[]> datagrams, byte[] buffer)
    {
        var counter = new Everything<Counter>(default);
        foreach (var datagram in datagrams)
        {
            PacketReader.Read(datagram, ref counter);
            PacketHeader.TryRead(datagram, out var header, out _);
            PacketWriter.Write(buffer, in header, ref counter);
        }
    }

    private struct Counter : IRecordTaker
    {
        private int _bytes;

        void IRecordTaker.Take<TRecord>(in PacketHeader header, ref TRecord record) => _bytes += System.Runtime.CompilerServices.Unsafe.SizeOf<TRecord>();
    }
}
