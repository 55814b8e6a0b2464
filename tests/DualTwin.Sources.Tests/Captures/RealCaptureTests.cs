using DualTwin.F1Game.Packets;
using DualTwin.Sources.Captures;

namespace DualTwin.Sources.Tests.Captures;

/// <summary>A recorded practice at Sakhir in the format of 2026.</summary>
public sealed class RealCaptureTests
{
    [Fact]
    public void Read_OfARecordedPractice_GivesPacketsOnly()
    {
        var datagrams = CaptureFile.Read(RealCaptures.PathOf(RealCaptures.Sakhir)).ToList();

        Assert.Equal(1032, datagrams.Count);
        Assert.InRange(datagrams[^1].Offset.TotalSeconds, 8.7, 8.8);
        Assert.All(datagrams, d => Assert.True(PacketHeader.TryRead(d.Bytes.Span, out var header, out _) && header.PacketFormat == 2026));
    }
}
