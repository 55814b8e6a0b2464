namespace DualTwin.EndToEnd.Tests.Live;

/// <summary>
/// Programs that send the snapshot of schema 1.0.0, against a configuration that says no more than the old ones did: no simulator,
/// and which kind of source. Only the port is another one, so that tests can run side by side.
/// </summary>
public sealed class SampleSenderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> WebSocketSenders => new()
    {
        { Places.Dotnet, Places.Built("WebSocketSender") },
        { "python3", Sample("python", "websocket_sender.py") },
        { "node", Sample("node", "websocket-sender.mjs") },
    };

    public static TheoryData<string, string> UdpSenders => new()
    {
        { Places.Dotnet, Places.Built("UdpSender") },
        { "python3", Sample("python", "udp_sender.py") },
        { "node", Sample("node", "udp-sender.mjs") },
    };

    [Theory]
    [MemberData(nameof(WebSocketSenders))]
    public async Task WebSocketSender_OfASample_IsFollowedLive(string program, string sample)
    {
        using var folder = new WorkFolder();
        var port = FreePort.Tcp();
        await using var sender = SampleProcess.Start(program, sample, $"{port}");
        await using var run = await LiveRun.StartAsync(
            folder, $$"""{ "use_simulator": false, "live_source": { "websocket_url": "ws://localhost:{{port}}/telemetry" } }""");

        await AssertFollowedAsync(run, "websocket");
    }

    [Theory]
    [MemberData(nameof(UdpSenders))]
    public async Task UdpSender_OfASample_IsFollowedLive(string program, string sample)
    {
        using var folder = new WorkFolder();
        var port = FreePort.Udp();
        await using var sender = SampleProcess.Start(program, sample, "127.0.0.1", $"{port}");
        await using var run = await LiveRun.StartAsync(
            folder, $$"""{ "use_simulator": false, "live_source_type": "udp", "live_source": { "port": {{port}} } }""");

        await AssertFollowedAsync(run, "udp");
    }

    [Fact]
    public async Task Ingestor_OfTheSample_FollowsAWebSocket()
    {
        using var folder = new WorkFolder();
        var port = FreePort.Tcp();
        await using var sender = DualTwinProcess.Start(folder.Path, "send", "simulator", "--websocket", $"{port}", "--start", "5");
        await sender.OutputLineAsync("Sending ");

        await using var ingestor = SampleProcess.Start(Places.Dotnet, Places.Built("Ingestor"), $"ws://localhost:{port}/telemetry");

        await ingestor.Output.LineAsync("live: True, websocket", Patience);
        await ingestor.Output.LineAsync("lap 5, 20 cars", Patience);
        await ingestor.Output.LineAsync("; our car ", Patience);
    }

    private static async Task AssertFollowedAsync(LiveRun run, string source)
    {
        await using var stream = await SessionStream.OpenAsync(run.Address);
        var view = await stream.ViewAsync(v => v.IsLive && v.Telemetry["cars"]!.AsArray().Count == 3);

        Assert.Equal(1, view.Lap);
        Assert.Equal(["Ann", "Bob", "Cleo"], view.Telemetry["cars"]!.AsArray().Select(c => (string?)c!["driver"]));
        Assert.Equal(41.5, (double?)view.Telemetry["track_conditions"]!["temperature"]);
        var report = await run.SourceAsync();
        Assert.Equal((source, "live"), ((string?)report["source"], (string?)report["mode"]));
        Assert.Equal(0, (long?)report["validation_failures"]);
    }

    private static string Sample(string language, string file) => Path.Combine(Places.Root, "samples", language, file);
}
