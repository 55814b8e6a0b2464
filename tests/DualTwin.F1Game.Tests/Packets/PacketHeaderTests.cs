using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

public sealed class PacketHeaderTests
{
    private static readonly PacketHeader Long = new()
    {
        PacketFormat = 2026,
        GameYear = 25,
        GameMajorVersion = 1,
        GameMinorVersion = 22,
        PacketVersion = 1,
        PacketId = PacketId.CarTelemetry2,
        SessionUid = ulong.MaxValue - 1,
        SessionTimeSeconds = 91.5f,
        FrameIdentifier = 4120,
        OverallFrameIdentifier = 4207,
        PlayerCarIndex = 19,
        SecondaryPlayerCarIndex = 255,
    };

    [Fact]
    public void TryRead_OfAWrittenHeader_GivesItBack()
    {
        Assert.True(PacketHeader.TryRead(Written(Long), out var header, out var refusal));
        Assert.Equal(Long, header);
        Assert.Equal(PacketRefusal.None, refusal);
        Assert.Equal(29, header.Size);
    }

    [Fact]
    public void TryRead_Before2023_KnowsNoYearAndNoOverallFrame()
    {
        Assert.True(PacketHeader.TryRead(Written(Long with { PacketFormat = 2022, PacketId = PacketId.LapData }), out var header, out _));
        Assert.Equal(Long with { PacketFormat = 2022, PacketId = PacketId.LapData, GameYear = null, OverallFrameIdentifier = null }, header);
        Assert.Equal(24, header.Size);
    }

    [Theory]
    [InlineData(new byte[0], PacketRefusal.TooShort)]
    [InlineData(new byte[] { 0xE9 }, PacketRefusal.TooShort)]
    [InlineData(new byte[] { 0xE9, 0x07 }, PacketRefusal.TooShort)]
    [InlineData(new byte[] { 0xE3, 0x07, 0, 0 }, PacketRefusal.UnknownFormat)]
    [InlineData(new byte[] { (byte)'{', (byte)'"', (byte)'a', (byte)'"' }, PacketRefusal.UnknownFormat)]
    public void TryRead_OfNoPacket_TellsWhy(byte[] datagram, PacketRefusal expected)
    {
        Assert.False(PacketHeader.TryRead(datagram, out var header, out var refusal));
        Assert.Equal(expected, refusal);
        Assert.Equal(default, header);
    }

    [Theory]
    [InlineData(2026, 17)]
    [InlineData(2025, 16)]
    [InlineData(2020, 10)]
    public void TryRead_OfAKindThatTheFormatLacks_TellsSo(int format, byte id)
    {
        var datagram = new byte[1500];
        BitConverter.TryWriteBytes(datagram, (ushort)format);
        datagram[format < 2023 ? 5 : 6] = id;

        Assert.False(PacketHeader.TryRead(datagram, out _, out var refusal));
        Assert.Equal(PacketRefusal.UnknownPacketId, refusal);
    }

    [Fact]
    public void Text_OfEveryRefusal_IsGivenAndItsOwn()
    {
        var texts = Enum.GetValues<PacketRefusal>().Select(r => r.Text()).ToList();

        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((PacketRefusal)99).Text());
    }

    private static byte[] Written(PacketHeader header)
    {
        var buffer = new byte[1500];
        var nothing = new Everything<Nothing>(new Nothing());
        return buffer[..PacketWriter.Write(buffer, in header, ref nothing)];
    }

    private sealed class Nothing : IRecordTaker
    {
        void IRecordTaker.Take<TRecord>(in PacketHeader header, ref TRecord record)
        {
        }
    }
}
