using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests;

public sealed class DecodeVerbTests
{
    // Header of 2026 and the event RTMT: car 19, reason 3 (terminal damage); what follows are leftovers.
    private static readonly byte[] Retirement =
    [
        0xEA, 0x07, 25, 1, 24, 1, 3, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0xB7, 0x42, 0x18, 0x10, 0, 0, 0x6F, 0x10, 0, 0, 19, 255,
        (byte)'R', (byte)'T', (byte)'M', (byte)'T', 19, 3, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
    ];

    [Fact]
    public async Task Decode_OfHexLines_PrintsOneLineADatagram()
    {
        using var folder = new WorkFolder();
        var old = Convert.ToHexString([0xE3, 0x07, .. new byte[40]]);
        folder.Write("race.jsonl", $"{{\"hex\":\"{Convert.ToHexString(Retirement)}\"}}\n{{\"hex\":\"{old}\"}}\n{{\"hex\":\"{Convert.ToHexString(Retirement[..44])}\"}}\n");

        var result = await DualTwinProcess.RunAsync(folder.Path, "decode", "race.jsonl");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        var lines = result.Output.Split('\n');
        AssertRetirement(lines[0]);
        Assert.Equal(["{\"refused\":\"unknown format\"}", "{\"refused\":\"wrong length\"}"], lines[1..]);
    }

    [Fact]
    public async Task Decode_OfANetworkCapture_PrintsItsDatagrams()
    {
        using var folder = new WorkFolder();
        byte[] udp = [0xC3, 0x50, 0x51, 0x29, 0, (byte)(8 + Retirement.Length), 0, 0, .. Retirement];
        byte[] ip = [0x45, 0, 0, (byte)(20 + udp.Length), 0, 1, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1, .. udp];
        byte[] file = [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, .. new byte[8], 0xFF, 0xFF, 0, 0, 101, 0, 0, 0];
        byte[] record = [.. new byte[8], (byte)ip.Length, 0, 0, 0, (byte)ip.Length, 0, 0, 0, .. ip];
        await File.WriteAllBytesAsync(folder["race.pcap"], [.. file, .. record, .. record, 1, 2, 3], TestContext.Current.CancellationToken);

        var result = await DualTwinProcess.RunAsync(folder.Path, "decode", "race.pcap");

        // The file ends within a third record: what came before it is printed, then it is said.
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(2, result.Output.Split('\n').Length);
        Assert.All(result.Output.Split('\n'), AssertRetirement);
        Assert.StartsWith("dualtwin: The capture 'race.pcap' is broken: it ends in the middle of a record", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.pcapng", "dualtwin: The capture 'nowhere.pcapng' cannot be opened: ")]
    [InlineData("race.txt", "dualtwin: The capture 'race.txt' ends in '.txt'; expected .f64u32, .jsonl, .pcap, .pcapng, each also with .gz")]
    public async Task Decode_OfAFileThatIsNoCapture_SaysSoAndFails(string name, string expected)
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "decode", name);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(expected, result.Errors, StringComparison.Ordinal);
    }

    private static void AssertRetirement(string line)
    {
        const string Expected =
            """
            {"header":{"packetFormat":2026,"gameYear":25,"gameMajorVersion":1,"gameMinorVersion":24,"packetVersion":1,"packetId":3,
            "sessionUID":"578437695752307201","sessionTime":91.5,"frameIdentifier":4120,"overallFrameIdentifier":4207,"playerCarIndex":19,
            "secondaryPlayerCarIndex":255},"name":"Event","body":{"eventStringCode":"RTMT","eventDetails":{"vehicleIdx":19,"reason":3}}}
            """;
        Assert.Equal(JsonNode.Parse(Expected)!.ToJsonString(), JsonNode.Parse(line)!.ToJsonString());
    }
}
