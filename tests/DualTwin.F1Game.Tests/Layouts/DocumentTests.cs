using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Layouts;

/// <summary>The packet table of <c>docs/f1-game.md</c>.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Table_OfTheDocument_HasEveryPacketWithItsSizes()
    {
        var rows = File.ReadLines(Document()).SkipWhile(l => !l.StartsWith("| id |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'));

        Assert.Equal(Enum.GetValues<PacketId>().Select(Row), rows.Select(r => string.Join('|', r.Split('|', StringSplitOptions.TrimEntries)[1..10])));
    }

    private static string Row(PacketId id)
    {
        var sizes = Enumerable.Range(2020, 7).Select(f => PacketLayouts.SizeOf((ushort)f, id)).Select(s => s == 0 ? "-" : $"{s}");
        return $"{(int)id}|{id}|{string.Join('|', sizes)}";
    }

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DualTwin.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no folder above the tests holds DualTwin.slnx");
        }

        return Path.Combine(folder.FullName, "docs", "f1-game.md");
    }
}
