using System.Text.Json;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests;

/// <summary>Real packets against the values that others read from them.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("data/game-udp/golden.jsonl.gz", 62)]
    [InlineData("data/game-udp/datagrams_2018_2023.jsonl.gz", 75)]
    public void Read_RealPackets_GivesEveryExpectedValue(string path, int packets)
    {
        var read = 0;
        foreach (var record in SharedFiles.Lines(path).Where(r => Format(r) >= PacketLayouts.All[0].Format))
        {
            var printed = Printed.Of(Datagram(record));
            Assert.False(printed.TryGetProperty("refused", out var refused), $"{record.GetProperty("name")}: {refused}");
            if (record.TryGetProperty("expected", out var expected) && expected.ValueKind == JsonValueKind.Object)
            {
                AssertHolds(expected, printed);
            }

            read++;
        }

        Assert.Equal(packets, read);
    }

    [Fact]
    public void Read_PacketsBefore2020_AreRefusedAsUnknownFormat()
    {
        var old = SharedFiles.Lines("data/game-udp/datagrams_2018_2023.jsonl.gz").Where(r => Format(r) < 2020).ToList();

        Assert.NotEmpty(old);
        Assert.All(old, record => Assert.Equal(PacketRefusal.UnknownFormat.Text(), Printed.Of(Datagram(record)).GetProperty("refused").GetString()));
    }

    private static int Format(JsonElement record) =>
        (record.TryGetProperty("format", out var format) ? format : record.GetProperty("packetFormat")).GetInt32();

    private static byte[] Datagram(JsonElement record) => Convert.FromHexString(record.GetProperty("hex").GetString()!);

    private static void AssertHolds(JsonElement expected, JsonElement printed)
    {
        foreach (var value in expected.EnumerateObject())
        {
            var actual = value.Name == "m_header" ? printed.GetProperty("header") : printed.GetProperty("body").GetProperty(Plain(value.Name));
            AssertEqual(value.Value, actual, value.Name);
        }
    }

    private static void AssertEqual(JsonElement expected, JsonElement actual, string at)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when expected.TryGetProperty("one_of", out var choices):
                // The one who read these values did not tell two compounds apart.
                Assert.Contains(choices.EnumerateArray(), choice => Same(choice.GetDouble(), actual.GetDouble()));
                break;
            case JsonValueKind.Object:
                foreach (var value in expected.EnumerateObject())
                {
                    AssertEqual(value.Value, actual.GetProperty(Plain(value.Name)), $"{at}.{value.Name}");
                }

                break;
            case JsonValueKind.Array:
                // The records list the entries in use only.
                for (var i = 0; i < expected.GetArrayLength(); i++)
                {
                    AssertEqual(expected[i], actual[i], $"{at}[{i}]");
                }

                break;
            case JsonValueKind.Number:
                Assert.True(Same(expected.GetDouble(), actual.GetDouble()), $"{at}: expected {expected}, printed {actual}");
                break;
            case JsonValueKind.String when at.EndsWith(".m_name", StringComparison.Ordinal):
                // Names of people were replaced in the datagrams by PLAYER, in the expected values by Player as well.
                Assert.Equal(expected.GetString(), actual.GetString(), ignoreCase: true);
                break;
            default:
                Assert.True(expected.ToString() == actual.ToString(), $"{at}: expected {expected}, printed {actual}");
                break;
        }
    }

    private static bool Same(double expected, double actual) => expected == actual;

    private static string Plain(string name) => name.StartsWith("m_", StringComparison.Ordinal) ? name[2..] : name;
}
