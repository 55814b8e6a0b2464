using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests;

/// <summary>A served replay, steered by the lines that are typed into it.</summary>
public sealed class ReplayConsoleTests
{
    private static readonly HttpClient Client = new();

    [Fact]
    public async Task Replay_Served_GoesWhereItIsToldAndSaysWhereItStands()
    {
        using var folder = new WorkFolder();
        await using var process = DualTwinProcess.Start(
            folder.Path, "replay", TinyRecording.Write(folder["race"]), "--speed", "0.25", "--serve", "--port", "0");
        var address = await process.AddressAsync();
        await process.ErrorLineAsync("the first source to deliver");

        Assert.StartsWith("paused at 00:0", await process.SayAsync("pause", " at "), StringComparison.Ordinal);
        Assert.StartsWith("paused at 00:04:0", await process.SayAsync("seek lap 3", " at "), StringComparison.Ordinal);
        await ShowsAsync(address, lap: 3);

        // From 2:31.5 to four minutes nothing comes.
        Assert.Equal("paused at 00:02:35, speed 0.25", await process.SayAsync("seek 2:35", " at "));
        await ShowsAsync(address, lap: 2, completed: 1);

        Assert.Equal("paused at 00:02:35, speed 4", await process.SayAsync("speed 4", " at "));
        Assert.StartsWith("The recording holds no such place.", await process.SayAsync("seek lap 40", "no such place"), StringComparison.Ordinal);
        Assert.StartsWith("Not understood: play, pause, step", await process.SayAsync("fly", "Not understood"), StringComparison.Ordinal);

        // Where it stands is where it was, whatever was not understood.
        await ShowsAsync(address, lap: 2, completed: 1);
        await process.SayAsync("speed max", " at ");
        Assert.StartsWith("playing at ", await process.SayAsync("play", " at "), StringComparison.Ordinal);
        await process.ErrorLineAsync("it has said all it had to say");
        await ShowsAsync(address, lap: 3, completed: 3);

        // From its end it goes on from any place.
        await process.SayAsync("speed 0.25", " at ");
        Assert.StartsWith("playing at 00:02:3", await process.SayAsync("seek lap 2", " at "), StringComparison.Ordinal);
        await ShowsAsync(address, lap: 2);
    }

    // The view follows the answer by as much as it takes to publish it.
    private static async Task ShowsAsync(Uri address, int lap, int? completed = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await LapsAsync(address, patience.Token) is var shown && (shown.Lap != lap || (completed is not null && shown.Completed != completed)))
        {
            await Task.Yield();
        }
    }

    private static async Task<(int? Lap, int? Completed)> LapsAsync(Uri address, CancellationToken cancellationToken)
    {
        var answer = await Client.GetFromJsonAsync<JsonObject>(new Uri(address, "api/v1/telemetry?schema_version=1.1.0"), cancellationToken);
        var telemetry = answer!["telemetry"]!;
        return ((int?)telemetry["lap"], (int?)telemetry["cars"]![0]!["laps_completed"]);
    }
}
