using DualTwin.F1Game.Packets;
using DualTwin.Sources.Captures;

namespace DualTwin.Sources.Tests.Captures;

/// <summary>A recorded practice at Sakhir in the format of 2026.</summary>
public sealed class RealCaptureTests
{
    private const string Recording = "shared/data/game-udp/2026_sakhir_practice_10hz.f64u32.gz";

    [Fact]
    public void Read_OfARecordedPractice_GivesPacketsOnly()
    {
        var datagrams = CaptureFile.Read(Find()).ToList();

        Assert.Equal(1032, datagrams.Count);
        Assert.InRange(datagrams[^1].Offset.TotalSeconds, 8.7, 8.8);
        Assert.All(datagrams, d => Assert.True(PacketHeader.TryRead(d.Bytes.Span, out var header, out _) && header.PacketFormat == 2026));
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, Recording) is var path && File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"The recording ../{Recording} is not here.");
        return string.Empty;
    }
}
