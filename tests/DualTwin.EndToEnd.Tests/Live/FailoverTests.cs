using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests.Live;

/// <summary>A sender dies without a goodbye and comes back, as a receiver in a process of its own sees it.</summary>
public sealed class FailoverTests
{
    private const string Token = "a-token-that-nobody-guesses";

    // The promise: simulated this long after the stall limit, live again this long after good data, no gap in between.
    private static readonly TimeSpan LongestUntilStandIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestUntilReturn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(4);

    private static string Session => Places.FindRecording("2018-04-29_Azerbaijan_Grand_Prix", "2018-04-29_Race") ?? "simulator";

    [Theory]
    [InlineData("1")]
    [InlineData("5")]
    public async Task Run_WhoseWebSocketDies_IsSimulatedAndReturns(string speed)
    {
        using var folder = new WorkFolder();
        var port = FreePort.Tcp();
        // In real time everything is left as it is by default.
        var hurry = speed == "1" ? "" : Hurry;
        await AssertReturnsAsync(
            folder,
            $$"""{ "use_simulator": false, {{hurry}} "live_source": { "websocket_url": "ws://localhost:{{port}}/telemetry" } }""",
            lap => DualTwinProcess.Start(folder.Path, "send", Session, "--websocket", $"{port}", "--start", lap, "--speed", speed),
            wholeLap: speed == "1");
    }

    [Fact]
    public async Task Run_WhoseUdpFallsSilent_IsSimulatedAndReturns()
    {
        using var folder = new WorkFolder();
        var port = FreePort.Udp();
        await AssertReturnsAsync(
            folder,
            $$"""
            { "use_simulator": false, {{Hurry}} "live_source_type": "udp", "live_source": { "host": "127.0.0.1", "port": {{port}} } }
            """,
            lap => DualTwinProcess.Start(folder.Path, "send", Session, "--udp", $"127.0.0.1:{port}", "--start", lap, "--speed", "5"));
    }

    [Fact]
    public async Task Run_WhoseSecuredWebSocketDies_IsSimulatedAndReturns()
    {
        using var folder = new WorkFolder();
        TestAuthority.Write(folder);
        folder.Write("token", Token);
        var port = FreePort.Tcp();
        await AssertReturnsAsync(
            folder,
            $$"""
            {
              "use_simulator": false, {{Hurry}}
              "live_source": { "websocket_url": "wss://localhost:{{port}}/telemetry", "ca_file": "ca.pem", "token_file": "token" }
            }
            """,
            lap => DualTwinProcess.Start(
                folder.Path, "send", Session, "--websocket", $"{port}", "--tls-certificate", "server.pem", "--token-file", "token",
                "--start", lap, "--speed", "5"));
    }

    [Fact]
    public async Task Run_WithTwoEndpointsOfWhichOneDies_GoesOnWithTheOther()
    {
        using var folder = new WorkFolder();
        var (first, second) = (FreePort.Tcp(), FreePort.Tcp());
        await using var dying = await SendingAsync(DualTwinProcess.Start(folder.Path, "send", Session, "--websocket", $"{first}", "--start", "20"));
        await using var staying = await SendingAsync(DualTwinProcess.Start(folder.Path, "send", Session, "--websocket", $"{second}", "--start", "20"));
        await using var run = await LiveRun.StartAsync(
            folder,
            $$"""
            {
              "use_simulator": false, {{Hurry}}
              "live_source": { "websocket_url": ["ws://localhost:{{first}}/telemetry", "ws://localhost:{{second}}/telemetry"] }
            }
            """);
        await using var stream = await SessionStream.OpenAsync(run.Address);
        // Whichever answers first counts at first; the better one takes over once it has proved itself.
        await stream.ViewAsync(v => v.IsLive && Name(v).Contains($":{first}/", StringComparison.Ordinal));

        await dying.KillAsync();
        var other = await stream.ViewAsync(v => v.IsLive && Name(v).Contains($":{second}/", StringComparison.Ordinal));

        AssertNoGap(stream.Views);
        AssertLapsRise(stream.Views);
        var live = stream.Views.SkipWhile(v => !v.IsLive).ToList();
        Assert.DoesNotContain(live, v => v.IsStandIn);
        var source = await run.SourceAsync();
        Assert.Contains($":{second}/", (string?)source["name"], StringComparison.Ordinal);
        Assert.Equal("live", (string?)source["mode"]);
        Assert.InRange(other.ReceivedAt - LastBefore(stream.Views, other), TimeSpan.Zero, LongestUntilReturn);
    }

    private const string Hurry = """ "max_backoff_seconds": 1, "return_after_seconds": 1, """;

    private static string Name(SeenView view) => (string?)view.Telemetry["data_source"]!["name"] ?? "";

    private static DateTimeOffset LastBefore(List<SeenView> views, SeenView other) => views.Last(v => v.IsLive && Name(v) != Name(other)).ReceivedAt;

    private static async Task<DualTwinProcess> SendingAsync(DualTwinProcess sender)
    {
        await sender.OutputLineAsync("Sending ");
        return sender;
    }

    private static async Task AssertReturnsAsync(WorkFolder folder, string telemetry, Func<string, DualTwinProcess> send, bool wholeLap = false)
    {
        await using var sender = await SendingAsync(send("20"));
        await using var run = await LiveRun.StartAsync(folder, telemetry);
        await using var stream = await SessionStream.OpenAsync(run.Address);
        await LiveForAWhileAsync(stream);

        await sender.KillAsync();
        var standIn = await stream.ViewAsync(v => v.IsStandIn);
        await AssertStandsInAsync(folder, run, stream, standIn);

        if (wholeLap)
        {
            await AssertFilesKeepUpUntilAsync(folder, stream, v => v.IsStandIn && v.Lap == 21);
        }

        await using var again = await SendingAsync(send("21"));
        await stream.ViewAsync(v => v.IsLive);
        await stream.EventAsync("source_return");
        await stream.ViewAsync(v => v.IsLive && v.Lap >= 21);

        AssertNoGap(stream.Views);
        AssertLapsRise(stream.Views.TakeWhile(v => !v.IsStandIn).Concat(stream.Views.Where(v => v.IsStandIn)));
        Assert.Single(stream.Events, e => (string?)e["type"] == "source_return");
        var source = await run.SourceAsync();
        Assert.False((bool?)source["standing_in"]);
        Assert.Equal("live", (string?)source["mode"]);
        Assert.InRange(Change(source, "return") - BackSince(source), TimeSpan.Zero, LongestUntilReturn);
    }

    // A source that has only just begun has not shown how often it sends.
    private static async Task LiveForAWhileAsync(SessionStream stream)
    {
        var first = await stream.ViewAsync(v => v.IsLive && v.Lap >= 20);
        await stream.ViewAsync(v => v.IsLive && v.ReceivedAt - first.ReceivedAt > TimeSpan.FromSeconds(1));
    }

    private static async Task AssertStandsInAsync(WorkFolder folder, LiveRun run, SessionStream stream, SeenView standIn)
    {
        var source = await run.SourceAsync();
        var limit = TimeSpan.FromSeconds((double)source["order"]![0]!["stall_limit_seconds"]!);
        var lastLive = stream.Views.Last(v => v.IsLive).ReceivedAt;
        Assert.True((bool?)source["standing_in"]);
        Assert.InRange(Change(source, "failover") - lastLive, TimeSpan.Zero, limit + LongestUntilStandIn);
        Assert.Equal("degraded", (string?)(await run.HealthAsync())["status"]);

        // The files are written on, and say that what they hold is simulated.
        var file = Path.Combine(folder["shared"], "telemetry_state.json");
        await stream.ViewAsync(v => v.IsStandIn && v.ReceivedAt > standIn.ReceivedAt && StateIsSimulated(file));
    }

    // The stand-in drives on in real time, and the files never lag behind the stream by more than the longest gap.
    private static async Task AssertFilesKeepUpUntilAsync(WorkFolder folder, SessionStream stream, Func<SeenView, bool> condition)
    {
        var file = Path.Combine(folder["shared"], "telemetry_state.json");
        await stream.ViewAsync(v =>
        {
            var age = v.ReceivedAt.UtcDateTime - File.GetLastWriteTimeUtc(file);
            Assert.True(age <= LongestGap, $"the state file is {age} older than the view of {v.ReceivedAt:O}");
            return condition(v);
        });
    }

    private static bool StateIsSimulated(string file) =>
        (string?)JsonNode.Parse(File.ReadAllBytes(file))!["data_source"]!["mode"] == "simulator";

    private static void AssertNoGap(List<SeenView> views) =>
        Assert.All(views.Zip(views.Skip(1)), pair => Assert.True(
            pair.Second.ReceivedAt - pair.First.ReceivedAt <= LongestGap, $"nothing from {pair.First.ReceivedAt:O} to {pair.Second.ReceivedAt:O}"));

    private static void AssertLapsRise(IEnumerable<SeenView> views)
    {
        var laps = views.Select(v => v.Lap).ToList();
        Assert.Equal(laps.Order(), laps);
    }

    private static DateTimeOffset Change(JsonObject source, string kind) =>
        (DateTimeOffset)source["changes"]!.AsArray().Last(c => (string?)c!["kind"] == kind)!["at"]!;

    private static DateTimeOffset BackSince(JsonObject source) =>
        (DateTimeOffset)source["transitions"]!.AsArray().Last(t => (string?)t!["to"] == "delivering" && (string?)t["source"] != "stand-in simulator")!["at"]!;
}
