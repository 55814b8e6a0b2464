using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests;

public sealed class RunVerbTests
{
    private static readonly HttpClient Client = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithoutASource_ServesASimulatedRace()
    {
        using var folder = new WorkFolder();
        await using var process = DualTwinProcess.Start(folder.Path, "run", "--port", "0", "--seed", "7", "--speed", "100");
        var address = await process.AddressAsync();

        var telemetry = await TelemetryAsync(address);
        var health = await Client.GetFromJsonAsync<JsonObject>(new Uri(address, "api/v1/health"), Cancelled);

        Assert.True((bool?)telemetry["simulated"]);
        Assert.NotEmpty(telemetry["cars"]!.AsArray());
        Assert.Contains((string?)health!["status"], new[] { "healthy", "warning" });
    }

    [Fact]
    public async Task Run_OfAReplay_ServesItsLastStateAfterItsEnd()
    {
        using var folder = new WorkFolder();
        await using var process = DualTwinProcess.Start(
            folder.Path, "run", "--source", $"replay:{TinyRecording.Write(folder["race"])}", "--speed", "max", "--port", "0");
        var address = await process.AddressAsync();
        await process.ErrorLineAsync("it has said all it had to say");

        var telemetry = await TelemetryAsync(address);

        Assert.Equal(3, (int?)telemetry["lap"]);
        Assert.Equal(["11", "22"], telemetry["cars"]!.AsArray().Select(c => (string?)c!["car_id"]));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Run_EndedByASignal_WritesItsStateAndEndsWithZero(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new WorkFolder();
        var log = folder["run.log"];
        var environment = new Dictionary<string, string> { ["DUALTWIN__LOGGING__FILE_PATH"] = log };
        await using var process = DualTwinProcess.Start(
            folder.Path, environment, "run", "--source", $"replay:{TinyRecording.Write(folder["race"])}", "--speed", "max", "--port", "0");
        await process.AddressAsync();
        await process.ErrorLineAsync("it has said all it had to say");

        await process.SignalAsync(signal);

        Assert.Equal(0, (await process.EndAsync()).ExitCode);
        var state = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder["shared"], "telemetry_state.json"), Cancelled))!;
        Assert.Equal(3, (int?)state["lap"]);
        Assert.Contains("it has said all it had to say", await File.ReadAllTextAsync(log, Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnAPortInUse_NamesItAndFails()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(
            folder.Path, "run", "--source", $"replay:{TinyRecording.Write(folder["race"])}", "--host", "127.0.0.1", "--port", $"{port}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"dualtwin: 127.0.0.1:{port} is in use by another program.", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BeyondLoopbackWithoutAKey_IsWrongUsage()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "run", "--host", "0.0.0.0");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("api.host: \"0.0.0.0\" is beyond loopback", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAnUnknownSource_NamesWhatIsKnown()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "run", "--source", "telepathy");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("telemetry.sources[0].type: \"telepathy\" is wrong", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayServe_WithAnOutFolder_WritesItAtTheEnd()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new WorkFolder();
        await using var process = DualTwinProcess.Start(
            folder.Path, "replay", TinyRecording.Write(folder["race"]), "--speed", "max", "--serve", "--port", "0", "--out", folder["out"]);
        await process.AddressAsync();
        await process.ErrorLineAsync("it has said all it had to say");

        await process.SignalAsync("INT");

        Assert.Equal(0, (await process.EndAsync()).ExitCode);
        Assert.True(File.Exists(Path.Combine(folder["out"], "history.json")));
    }

    // The first frames may come a moment after the address: the stream says when they are there.
    private static async Task<JsonObject> TelemetryAsync(Uri address)
    {
        await using var stream = await Client.GetStreamAsync(new Uri(address, "api/v1/stream?schema_version=1.1.0&fields=telemetry"), Cancelled);
        await foreach (var message in SseParser.Create(stream).EnumerateAsync(Cancelled))
        {
            if (message.EventType == "view" && JsonNode.Parse(message.Data)!["telemetry"]?["cars"]?.AsArray().Count > 0)
            {
                break;
            }
        }

        var body = await Client.GetFromJsonAsync<JsonObject>(new Uri(address, "api/v1/telemetry?schema_version=1.1.0"), Cancelled);
        return body!["telemetry"]!.AsObject();
    }
}
