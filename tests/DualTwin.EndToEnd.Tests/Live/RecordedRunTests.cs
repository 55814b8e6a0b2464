using System.Globalization;
using System.Text.Json.Nodes;
using DualTwin.Sources.Tests.LiveTiming.Hub;

namespace DualTwin.EndToEnd.Tests.Live;

/// <summary><c>run --record</c> of the live timing, from a hub that plays a race, and the replay of what it recorded.</summary>
public sealed class RecordedRunTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 5, 13, 55, 0, TimeSpan.Zero);

    [Fact]
    public async Task Run_LiveTimingRecorded_ReplaysToTheSameFinalState()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new WorkFolder();
        await using var hub = await HubServer.StartAsync();
        folder.Write("live.json", $$"""
            { "telemetry": { "sources": [ { "type": "livetiming", "url": "{{hub.Uri}}" } ] }, "state_management": { "storage_path": "live" } }
            """);
        await using var run = DualTwinProcess.Start(folder.Path, "run", "--config", "live.json", "--record", "recordings", "--port", "0");
        var stream = await SessionStream.OpenAsync(await run.AddressAsync());
        await using (stream)
        {
            while (hub.Subscribed == 0)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            foreach (var (topic, at, json) in Messages(TinyRecording.Write(folder["race"])))
            {
                await hub.SayAsync(topic, json, Start + at);
            }

            await stream.ViewAsync(view => view.Telemetry["cars"] is JsonArray { Count: 2 } cars && cars.All(car => (int?)car!["laps_completed"] == 3));
        }

        await run.SignalAsync("INT");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);

        var replayed = await DualTwinProcess.RunAsync(folder.Path, "replay", "recordings", "--speed", "max", "--out", "replayed");

        Assert.Equal(0, replayed.ExitCode);
        Assert.Contains("\"car_id\":\"11\"", What(folder["live"]), StringComparison.Ordinal);
        Assert.Equal(What(folder["live"]), What(folder["replayed"]));
    }

    // All but who told it, and when it was written.
    private static string What(string folder)
    {
        var state = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "telemetry_state.json")))!.AsObject();
        foreach (var name in new[] { "data_source", "generated_at", "stale" })
        {
            state.Remove(name);
        }

        return state.ToJsonString();
    }

    private static IEnumerable<(string Topic, TimeSpan At, string Json)> Messages(string folder) => Directory.GetFiles(folder)
        .SelectMany(file => File.ReadLines(file).Select(line => (
            Path.GetFileNameWithoutExtension(file), TimeSpan.Parse(line[..12], CultureInfo.InvariantCulture), line[12..])))
        .OrderBy(message => message.Item2);
}
