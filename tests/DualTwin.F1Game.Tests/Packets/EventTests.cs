using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

public sealed class EventTests
{
    [Fact]
    public void Read_AnUnknownCode_IsRefused() => Assert.Equal(PacketRefusal.UnknownEventCode, Read(Datagrams.Event(2026, (EventCode)0x41414141)));

    [Theory]
    [InlineData(2020, EventCode.LightsOut)]
    [InlineData(2022, EventCode.Overtake)]
    [InlineData(2023, EventCode.Collision)]
    public void Read_ACodeOfALaterFormat_IsRefused(int format, EventCode code) =>
        Assert.Equal(PacketRefusal.UnknownEventCode, Read(Datagrams.Event(format, code)));

    [Theory]
    [InlineData(2023, null)]
    [InlineData(2025, (byte)8)]
    public void Reason_OfARetirement_IsNullBefore2025(int format, byte? reason)
    {
        var datagram = Datagrams.Event(format, EventCode.Retirement);
        datagram[33] = 7;
        datagram[34] = 8;

        Assert.Equal([(byte)7, reason], Values(datagram));
    }

    [Fact]
    public void WriteEvent_OfAnUnknownCode_Throws()
    {
        var header = new PacketHeader { PacketFormat = 2020, PacketId = PacketId.Event };
        var nothing = new Everything<Snapshot>(new Snapshot());

        Assert.Throws<ArgumentException>(() => PacketWriter.WriteEvent(new byte[100], in header, EventCode.Flashback, ref nothing));
    }

    [Fact]
    public void WriteEvent_UnderAnotherPacketId_Throws()
    {
        var header = new PacketHeader { PacketFormat = 2026, PacketId = PacketId.Motion };
        var nothing = new Everything<Snapshot>(new Snapshot());

        Assert.Throws<ArgumentException>(() => PacketWriter.WriteEvent(new byte[100], in header, EventCode.Flashback, ref nothing));
    }

    private static PacketRefusal Read(byte[] datagram)
    {
        var visitor = new Everything<Snapshot>(new Snapshot());
        return PacketReader.Read(datagram, ref visitor);
    }

    private static List<object?> Values(byte[] datagram)
    {
        var snapshot = new Snapshot();
        var visitor = new Everything<EventsOf<Everything<Snapshot>>>(new(new(snapshot)));
        Assert.Equal(PacketRefusal.None, PacketReader.Read(datagram, ref visitor));
        return [.. snapshot.Values.Select(v => v.Value)];
    }
}
