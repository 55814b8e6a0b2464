using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests;

public sealed class ReplayVerbTests
{
    [Fact]
    public async Task Replay_OfASmallRecording_PrintsTheOrderAtTheEnd()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "replay", TinyRecording.Write(folder["race"]), "--speed", "max");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("replaying race, speed max", result.Errors);
        Assert.StartsWith("Testing Grand Prix, Testing, Race\n3 laps, 2 cars, 0 stops, ", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^1 +11 +Ann ALPHA +Alpha +3 +0 +1:30\.000 ", result.Output);
        Assert.Matches(@"(?m)^2 +22 +Bob BETA +Beta +3 +0 +1:29\.500 +\+0\.750 s ", result.Output);
    }

    [Fact]
    public async Task Replay_OfOneRecordingTwice_WritesEqualBytes()
    {
        using var folder = new WorkFolder();
        var race = TinyRecording.Write(folder["race"]);

        await DualTwinProcess.RunAsync(folder.Path, "replay", race, "--speed", "max", "--out", folder["first"]);
        await DualTwinProcess.RunAsync(folder.Path, "replay", race, "--speed", "max", "--out", folder["second"]);

        var names = Directory.GetFiles(folder["first"]).Select(f => Path.GetFileName(f)).Order().ToList();
        Assert.Contains("telemetry_state.json", names);
        Assert.Contains("history.json", names);
        Assert.Equal(names, Directory.GetFiles(folder["second"]).Select(f => Path.GetFileName(f)).Order());
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(folder["first"], name)), File.ReadAllBytes(Path.Combine(folder["second"], name))));
    }

    [Fact]
    public async Task Replay_OfASmallRecording_WritesItsLaps()
    {
        using var folder = new WorkFolder();

        await DualTwinProcess.RunAsync(folder.Path, "replay", TinyRecording.Write(folder["race"]), "--speed", "max", "--out", folder["out"]);

        var history = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder["out"], "history.json"), TestContext.Current.CancellationToken))!;
        var laps = history["laps"]!.AsArray().Where(l => (string?)l!["car_id"] == "22").Select(l => (double?)l!["lap_time"]);
        Assert.Equal([91.5, 89.5, 89.75], laps);
    }

    [Fact]
    public async Task Replay_OfACaptureOfTheGame_PrintsTheOrderAtTheEnd()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "replay", Places.Data("game-udp/2026_sakhir_practice_10hz.f64u32.gz"), "--speed", "max");

        Assert.Equal((0, "replaying 2026_sakhir_practice_10hz, speed max"), (result.ExitCode, result.Errors));
        Assert.Contains("Sakhir", result.Output, StringComparison.Ordinal);
        Assert.Contains("22 cars", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfAFolderThatIsNotThere_SaysSoAndFails()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "replay", "nowhere", "--speed", "max");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("dualtwin: The recording 'nowhere' does not exist; expected ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "0 messages read, none refused")]
    [InlineData("no line of a recording\n", "1 messages read, refused: line_without_time 1")]
    public async Task Replay_OfFilesWithNothingToUse_SaysSoAndFails(string content, string expected)
    {
        using var folder = new WorkFolder();
        Directory.CreateDirectory(folder["race"]);
        await File.WriteAllTextAsync(Path.Combine(folder["race"], "TimingData.jsonStream"), content, TestContext.Current.CancellationToken);

        var result = await DualTwinProcess.RunAsync(folder.Path, "replay", folder["race"], "--speed", "max", "--out", folder["out"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains($"dualtwin: race holds nothing that can be used: {expected}", result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task Replay_IntoAPlaceThatIsAFile_SaysSoAndFails()
    {
        using var folder = new WorkFolder();
        var file = folder.Write("taken", "");

        var result = await DualTwinProcess.RunAsync(
            folder.Path, "replay", TinyRecording.Write(folder["race"]), "--speed", "max", "--out", file);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\ndualtwin: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(file, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AtAWrongSpeed_IsWrongUsage()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "replay", "race", "--speed", "fast");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "error: telemetry.sources[0].speed: \"fast\" is wrong (from command line --source); expected a number from 0.01 to 10000 (times real time) or \"max\"",
            result.Errors);
    }

    [Fact]
    public async Task Replay_BrokenOffBySigint_EndsWith130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new WorkFolder();
        await using var process = DualTwinProcess.Start(folder.Path, "replay", TinyRecording.Write(folder["race"]), "--speed", "1");
        await process.ErrorLineAsync("replaying");

        await process.SignalAsync("INT");

        Assert.Equal(130, (await process.EndAsync()).ExitCode);
    }
}
