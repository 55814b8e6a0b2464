using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Layouts;
using System.Text.Json;

namespace DualTwin.F1Game.Tests.Codes;

public sealed class CodeTableTests
{
    private static readonly string[] HeldElsewhere = ["_meta", "packet_id", "event_code", "track_length_m"];

    [Theory]
    [InlineData(2020, 10, SessionType.Race)]
    [InlineData(2020, 12, SessionType.TimeTrial)]
    [InlineData(2023, 12, SessionType.Race3)]
    [InlineData(2023, 13, SessionType.TimeTrial)]
    [InlineData(2024, 10, SessionType.SprintShootout1)]
    [InlineData(2026, 15, SessionType.Race)]
    [InlineData(2026, 1, SessionType.Practice1)]
    public void ReadSessionType_OfAnyFormat_GivesOneEnum(int format, byte code, SessionType type)
    {
        Assert.Equal(type, CodeTables.ReadSessionType((ushort)format, code));
        Assert.Equal(code, CodeTables.WriteSessionType((ushort)format, type));
    }

    [Theory]
    [InlineData(2020, 4, ResultStatus.Disqualified)]
    [InlineData(2020, 6, ResultStatus.Retired)]
    [InlineData(2021, 4, ResultStatus.DidNotFinish)]
    [InlineData(2026, 7, ResultStatus.Retired)]
    public void ReadResultStatus_OfAnyFormat_GivesOneEnum(int format, byte code, ResultStatus status)
    {
        Assert.Equal(status, CodeTables.ReadResultStatus((ushort)format, code));
        Assert.Equal(code, CodeTables.WriteResultStatus((ushort)format, status));
    }

    [Fact]
    public void Read_OfUnknownValues_IsNull()
    {
        Assert.Null(CodeTables.ReadSessionType(2020, 13));
        Assert.Null(CodeTables.ReadSessionType(2026, 255));
        Assert.Null(CodeTables.ReadResultStatus(2020, 7));
        Assert.Null(CodeTables.WriteSessionType(2020, SessionType.SprintShootout1));
        Assert.Null(CodeTables.Team.NameOf(2025, 486));
        Assert.Null(CodeTables.Find("horsepower"));
    }

    [Fact]
    public void Codes_OfEveryField_NameATable()
    {
        var fields = PacketLayouts.All.SelectMany(p => p.Body.Fields).SelectMany(f => f.Element is { } e ? [.. e.Fields] : new[] { f });

        Assert.All(fields.Where(f => f.Codes is not null), f => Assert.NotNull(CodeTables.Find(f.Codes!)));
    }

    [Fact]
    public void Entries_OfAllTables_AreThoseOfTheReference()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(SharedFiles.Find("reference/f1-udp/enums.json")));
        var tables = reference.RootElement.EnumerateObject().Where(t => !HeldElsewhere.Contains(t.Name)).ToList();
        Assert.Equal(tables.Select(t => t.Name).Order(StringComparer.Ordinal), CodeTables.All.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (var table in tables)
        {
            foreach (var (format, codes) in ByFormat(table.Value))
            {
                var own = CodeTables.Find(table.Name)!.Entries.Where(e => e.IsIn(format)).ToDictionary(e => e.Code, e => e.Name);
                Assert.Equal(codes.EnumerateObject().Select(c => (long.Parse(c.Name), Short(c.Value.GetString()!))).Order(), own.Select(e => (e.Key, e.Value)).Order());
            }
        }
    }

    [Fact]
    public void Metres_OfEveryTrack_AreThoseOfTheReference()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(SharedFiles.Find("reference/f1-udp/enums.json")));
        var lengths = reference.RootElement.GetProperty("track_length_m").GetProperty("f1_25_2026").EnumerateObject();

        Assert.Equal(
            lengths.Select(l => (sbyte.Parse(l.Name), l.Value.GetInt32())).Order(),
            Enumerable.Range(sbyte.MinValue, 256).Select(id => (Id: (sbyte)id, Metres: TrackLengths.Metres((sbyte)id)))
                .Where(t => t.Metres is not null).Select(t => (t.Id, t.Metres!.Value)));
    }

    private static IEnumerable<(ushort Format, JsonElement Codes)> ByFormat(JsonElement table) =>
        table.TryGetProperty("by_format", out var formats)
            ? formats.EnumerateObject().Select(f => (ushort.Parse(f.Name), f.Value))
            : [(2026, table.TryGetProperty("all", out var all) ? all : table.GetProperty("bits"))];

    private static string Short(string name) => name == "Overtake (called Boost in 2026)" ? "Overtake" : name;
}
