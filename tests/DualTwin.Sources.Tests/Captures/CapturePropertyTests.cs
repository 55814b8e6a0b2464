using CsCheck;
using DualTwin.Sources.Captures;

namespace DualTwin.Sources.Tests.Captures;

/// <summary>Whatever a file holds, reading it gives datagrams or says that the capture is broken.</summary>
public sealed class CapturePropertyTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Whole = new()
    {
        ["a.pcap"] = CaptureBuilder.Pcap(1, Traffic(1)),
        ["a.pcapng"] = CaptureBuilder.Pcapng(113, Traffic(113)),
        ["a.f64u32"] = CaptureBuilder.Timed((1, [1, 2, 3]), (2, [4])),
        ["a.jsonl"] = "{\"hex\":\"0102\",\"more\":[1,{\"a\":null}]}\n{\"hex\":\"03\"}\n"u8.ToArray(),
    };

    private readonly CaptureBuilder _captures = new();

    public static TheoryData<string> Names => [.. Whole.Keys];

    public void Dispose() => _captures.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_EveryTruncation_GivesNoMoreThanTheWhole(string name)
    {
        var all = _captures.Read(name, Whole[name]).Count;
        for (var length = 0; length < Whole[name].Length; length++)
        {
            Assert.InRange(Count(name, Whole[name].AsSpan(0, length)), 0, all);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_DamagedCaptures_NeverFailsOtherwise(string name) =>
        Gen.Select(Gen.Int[0, Whole[name].Length - 1], Gen.Byte).Array[1, 4].Sample(
            hits =>
            {
                var bytes = Whole[name].ToArray();
                foreach (var (at, value) in hits)
                {
                    bytes[at] = value;
                }

                Count(name, bytes);
            },
            iter: 1_000,
            threads: 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_AnyBytes_NeverFailsOtherwise(string name) => Gen.Byte.Array[0, 200].Sample(bytes => { Count(name, bytes); }, iter: 500, threads: 1);

    private static IEnumerable<byte[]> Traffic(int linkType)
    {
        var udp = Frames.Udp(new byte[40]);
        byte[][] packets = [Frames.Ipv4(udp), Frames.Ipv6(udp), Frames.Ipv4(udp.AsSpan(0, 24), more: true), Frames.Ipv4(udp.AsSpan(24), fragmentOffset: 24)];
        return packets.Select(p => Frames.Link(linkType, p));
    }

    /// <summary>How many datagrams are given, up to where the capture breaks.</summary>
    private int Count(string name, ReadOnlySpan<byte> content)
    {
        var count = 0;
        try
        {
            foreach (var datagram in CaptureFile.Read(_captures.Write(name, content)))
            {
                count++;
            }
        }
        catch (SourceException)
        {
            return count;
        }

        return count;
    }
}
