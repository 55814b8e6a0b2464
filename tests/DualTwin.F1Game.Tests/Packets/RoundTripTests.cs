using CsCheck;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>What is written is what is read, through every property of every struct.</summary>
public sealed class RoundTripTests
{
    private const int Samples = 20;

    public static TheoryData<int, PacketId> Kinds => Datagrams.Kinds;

    public static TheoryData<int, EventCode> Events => Datagrams.Events;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_OfWhatWasRead_GivesTheSameBytes(int format, PacketId id) => Datagrams.Any(format, id).Sample(
        datagram =>
        {
            var snapshot = new Snapshot();
            var reading = new Everything<Snapshot>(snapshot);
            Assert.Equal(PacketRefusal.None, PacketReader.Read(datagram, ref reading));
            Assert.True(PacketHeader.TryRead(datagram, out var header, out _));

            var written = new byte[datagram.Length];
            var writing = new Everything<SnapshotWriter>(new SnapshotWriter(snapshot));
            Assert.Equal(datagram.Length, PacketWriter.Write(written, in header, ref writing));
            Assert.Equal(datagram, written);
        },
        iter: Samples);

    [Theory]
    [MemberData(nameof(Events))]
    public void WriteEvent_OfWhatWasRead_GivesTheSameBytes(int format, EventCode code) => Gen.Byte.Array[PacketLayouts.Event((ushort)format, code)!.Size].Sample(
        details =>
        {
            var datagram = Datagrams.Event(format, code);
            Assert.True(PacketHeader.TryRead(datagram, out var header, out _));
            details.CopyTo(datagram, header.Size + 4);
            var snapshot = new Snapshot();
            var reading = new Everything<EventsOf<Everything<Snapshot>>>(new(new(snapshot)));
            PacketReader.Read(datagram, ref reading);

            var written = new byte[datagram.Length];
            var writing = new Everything<SnapshotWriter>(new SnapshotWriter(snapshot));
            PacketWriter.WriteEvent(written, in header, code, ref writing);
            Assert.Equal(datagram, written);
        },
        iter: Samples);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Properties_OfEveryPacket_GiveTheValuesOfTheLayout(int format, PacketId id) => Datagrams.Any(format, id).Sample(
        datagram =>
        {
            var snapshot = new Snapshot();
            var reading = new Everything<Snapshot>(snapshot);
            PacketReader.Read(datagram, ref reading);
            var layout = PacketLayouts.Find((ushort)format, id)!;
            LayoutAgreement.Assert(layout.Body, snapshot, datagram.AsSpan(layout.HeaderSize));
        },
        iter: Samples);
}
