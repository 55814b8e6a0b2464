using System.Text;
using DualTwin.Sources.Captures;

namespace DualTwin.Sources.Tests.Captures;

public sealed class CaptureFileTests : IDisposable
{
    private static readonly byte[] First = "one"u8.ToArray();
    private static readonly byte[] Second = "second"u8.ToArray();

    private readonly CaptureBuilder _captures = new();

    public static TheoryData<int, int, bool> Links => new()
    {
        { 0, 0, false }, { 0, 0, true }, { 1, 0, false }, { 1, 0, true }, { 1, 1, false }, { 1, 2, true }, { 12, 0, false }, { 101, 0, true },
        { 108, 0, false }, { 113, 0, false }, { 113, 0, true }, { 228, 0, false }, { 229, 0, true }, { 276, 0, false }, { 276, 0, true },
    };

    public void Dispose() => _captures.Dispose();

    [Theory]
    [MemberData(nameof(Links))]
    public void Read_OfNetworkCaptures_GivesTheDatagramsWithTheirTimes(int linkType, int vlanTags, bool ipv6)
    {
        byte[][] frames = [.. new[] { First, Second }.Select(d => Frames.Link(linkType, ipv6 ? Frames.Ipv6(Frames.Udp(d)) : Frames.Ipv4(Frames.Udp(d)), vlanTags))];
        foreach (var (big, nano) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            AssertBoth(_captures.Read("a.pcap", CaptureBuilder.Pcap(linkType, frames, big, nano)));
            AssertBoth(_captures.Read("a.pcapng", CaptureBuilder.Pcapng(linkType, frames, big, nano)));
        }
    }

    [Fact]
    public void Read_OfTimedDatagrams_GivesTimesSinceTheFirst() =>
        AssertBoth(_captures.Read("a.f64u32", CaptureBuilder.Timed((12.5, First), (12.75, Second))));

    [Fact]
    public void Read_OfPackedFiles_IsTheSame()
    {
        AssertBoth(_captures.Read("a.f64u32.gz", CaptureBuilder.Timed((0, First), (0.25, Second))));
        AssertBoth(_captures.Read("a.pcap.GZ", CaptureBuilder.Pcap(101, [Frames.Ipv4(Frames.Udp(First)), Frames.Ipv4(Frames.Udp(Second))])));
    }

    [Fact]
    public void Read_OfHexLines_GivesTheDatagramsWithoutTimes()
    {
        var read = _captures.Read("a.jsonl", """
            {"name":"x","nested":{"hex":"00"},"hex":"6F6e65"}

            {"hex":"7365636f6e64","expected":[1,{"hex":"ff"}]}
            """u8);

        Assert.Equal([First, Second], read.Select(d => d.Bytes.ToArray()));
        Assert.All(read, d => Assert.Equal(TimeSpan.Zero, d.Offset));
    }

    [Fact]
    public void Read_OfOtherTraffic_PassesItOver()
    {
        byte[] arp = [.. new byte[12], 0x08, 0x06, .. new byte[28]];
        var frames = new[] { arp, Frames.Link(1, Frames.Ipv4(new byte[20], protocol: 6)), Frames.Link(1, Frames.Ipv4(Frames.Udp(First))), [] };

        Assert.Equal([First], _captures.Read("a.pcap", CaptureBuilder.Pcap(1, frames)).Select(d => d.Bytes.ToArray()));
    }

    [Fact]
    public void Read_OfFragments_PutsThemTogetherInAnyOrder()
    {
        byte[] content = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        ReadOnlySpan<byte> udp = Frames.Udp(content);
        byte[][] ipv4 = [Frames.Ipv4(udp[64..], fragmentOffset: 64), Frames.Ipv4(udp[..32], more: true), Frames.Ipv4(udp[32..64], fragmentOffset: 32, more: true)];
        byte[][] ipv6 = [Frames.Ipv6Fragment(udp[..64], 0, more: true), Frames.Ipv6Fragment(udp[64..], 64, more: false)];

        var read = _captures.Read("a.pcap", CaptureBuilder.Pcap(101, [.. ipv4, .. ipv6]));

        Assert.Equal([content, content], read.Select(d => d.Bytes.ToArray()));
    }

    [Fact]
    public void Read_OfFragmentsWithoutTheRest_RefusesThem()
    {
        var frames = Enumerable.Range(0, 70).Select(i => Frames.Ipv4(new byte[16], more: true, number: (ushort)i));

        var read = _captures.Read("a.pcap", CaptureBuilder.Pcap(101, frames));

        Assert.Equal(70, read.Count);
        Assert.All(read, d => Assert.Equal("IP fragments without the rest", d.Refusal));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(500)]
    public void Read_OfAUdpLengthThatLies_Refuses(int length) =>
        Assert.Equal(["UDP length that does not fit its IP packet"], _captures.Read("a.pcap", CaptureBuilder.Pcap(101, [Frames.Ipv4(Frames.Udp(First, length))])).Select(d => d.Refusal));

    [Fact]
    public void Read_OfFramesThatTheCaptureCut_Refuses() =>
        Assert.Equal(["cut short by the capture"], _captures.Read("a.pcap", CaptureBuilder.Pcap(101, [Frames.Ipv4(Frames.Udp(First))], cut: 2)).Select(d => d.Refusal));

    [Theory]
    [InlineData("a.pcap", "not a capture at all, but long enough", "does not begin as a pcap file (0x20746F6E)")]
    [InlineData("a.pcapng", "not a capture at all", "does not begin as a pcapng file (0x20746F6E)")]
    [InlineData("a.pcap", "", "in the middle of a record, at byte 0")]
    [InlineData("a.jsonl", "{\"hex\":\"00\"}\n{\"hx\":\"00\"}", "line 2 has no property \"hex\"")]
    [InlineData("a.jsonl", "{\"hex\":\"0\"}", "line 1 is not an object with a datagram as \"hex\"")]
    [InlineData("a.jsonl", "{\"hex\":7}", "line 1 is not an object with a datagram as \"hex\"")]
    [InlineData("a.jsonl", "[{", "line 1 is not an object with a datagram as \"hex\"")]
    [InlineData("a.f64u32", "0123456789", "in the middle of a record, at byte 10")]
    public void Read_OfABrokenCapture_SaysWhere(string name, string content, string expected)
    {
        var exception = Assert.Throws<SourceException>(() => _captures.Read(name, Encoding.ASCII.GetBytes(content)));

        Assert.Contains($"{name}' is broken: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfALinkTypeThatIsUnknown_NamesIt()
    {
        var exception = Assert.Throws<SourceException>(() => _captures.Read("a.pcap", CaptureBuilder.Pcap(127, [])));

        Assert.Contains("link type 127", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(1e300, 0)]
    [InlineData(0, 65_536)]
    public void Read_OfTimedDatagramsThatLie_IsBroken(double seconds, int length) =>
        Assert.Throws<SourceException>(() => _captures.Read("a.f64u32", [.. BitConverter.GetBytes(seconds), .. BitConverter.GetBytes(length), .. new byte[65_536]]));

    [Fact]
    public void Read_OfGarbageInAPackedFile_IsBroken()
    {
        var path = _captures.Write("a.pcap", "not packed"u8);
        File.Move(path, path + ".gz");

        Assert.Throws<SourceException>(() => CaptureFile.Read(path + ".gz").Count());
    }

    private static void AssertBoth(List<CapturedDatagram> read)
    {
        Assert.Equal([First, Second], read.Select(d => d.Bytes.ToArray()));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMilliseconds(250)], read.Select(d => d.Offset));
        Assert.All(read, d => Assert.Null(d.Refusal));
    }
}
