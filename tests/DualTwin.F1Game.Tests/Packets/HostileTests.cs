using CsCheck;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

/// <summary>Whatever comes over the wire is read or refused with a reason; nothing throws.</summary>
public sealed class HostileTests
{
    public static TheoryData<int, PacketId> Kinds => Datagrams.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_EveryTruncation_IsRefused(int format, PacketId id) => Datagrams.Any(format, id).Sample(
        datagram =>
        {
            var header = PacketLayouts.Find((ushort)format, id)!.HeaderSize;
            for (var length = 0; length < datagram.Length; length++)
            {
                Assert.Equal(length < header ? PacketRefusal.TooShort : PacketRefusal.WrongLength, Read(datagram.AsSpan(0, length)));
            }

            Assert.Equal(PacketRefusal.WrongLength, Read([.. datagram, 0]));
        },
        iter: 1);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_EveryByteFlipped_IsReadOrRefused(int format, PacketId id) => Datagrams.Any(format, id).Sample(
        datagram =>
        {
            for (var at = 0; at < datagram.Length; at++)
            {
                datagram[at] ^= 0xFF;
                Read(datagram);
                datagram[at] ^= 0xFF;
            }
        },
        iter: 1);

    [Fact]
    public void Read_AnyBytes_AreReadOrRefused() => Gen.Byte.Array[0, 1500].Sample(bytes => Read(bytes), iter: 20_000);

    [Fact]
    public void Read_DamagedPackets_AreReadOrRefused()
    {
        var kind = Gen.Int[0, PacketLayouts.All.Length - 1].SelectMany(i => Datagrams.Any(PacketLayouts.All[i].Format, PacketLayouts.All[i].Id));
        Gen.Select(kind, Gen.Select(Gen.Int[0, 60], Gen.Byte).Array[1, 8], Gen.Int[-2, 2]).Sample(
            (datagram, hits, growth) =>
            {
                foreach (var (at, value) in hits.Where(h => h.Item1 < datagram.Length))
                {
                    datagram[at] = value;
                }

                Array.Resize(ref datagram, Math.Max(0, datagram.Length + growth));
                var refusal = Read(datagram);
                Assert.Equal(refusal == PacketRefusal.None ? null : refusal.Text(), Reason(datagram));
            },
            iter: 5_000);
    }

    private static PacketRefusal Read(ReadOnlySpan<byte> datagram)
    {
        var visitor = new Everything<Toucher>(new Toucher());
        return PacketReader.Read(datagram, ref visitor);
    }

    private static string? Reason(byte[] datagram) => Printed.Of(datagram).TryGetProperty("refused", out var reason) ? reason.GetString() : null;

    /// <summary>Reads the record's every byte, so that a length that lies would be noticed.</summary>
    private sealed class Toucher : IRecordTaker
    {
        void IRecordTaker.Take<TRecord>(in PacketHeader header, ref TRecord record)
        {
            var copy = record;
            Assert.Equal(PacketLayouts.SizeOf(header.PacketFormat, header.PacketId) - header.Size, System.Runtime.CompilerServices.Unsafe.SizeOf<TRecord>());
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<TRecord>(in copy)).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<TRecord>(in record))));
        }
    }
}
