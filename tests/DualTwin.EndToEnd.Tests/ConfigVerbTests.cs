namespace DualTwin.EndToEnd.Tests;

public sealed class ConfigVerbTests
{
    [Fact]
    public async Task Check_OfARightConfiguration_EndsWithZero()
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "config", "check", "--config", Path.Combine(Places.Root, "config", "system_config.json"));

        Assert.Equal(new ProcessResult(0, "The configuration is right.", ""), result);
    }

    [Fact]
    public async Task Check_OfManyWrongValues_NamesThemAllWithCode2()
    {
        using var folder = new WorkFolder();
        folder.Write("wrong.json", """{ "api": { "port": -1, "host": "0.0.0.0" }, "race": { "total_laps": "all" }, "loging": {} }""");

        var result = await DualTwinProcess.RunAsync(folder.Path, "config", "check", "--config", "wrong.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            """
            warning: loging: unknown key, passed over (from wrong.json); did you mean logging?
            error: api.port: -1 is wrong (from wrong.json); expected a whole number from 0 to 65535
            error: race.total_laps: "all" is wrong (from wrong.json); expected a whole number from 1 to 1000 (laps)
            error: api.host: "0.0.0.0" is beyond loopback; expected api.api_key_file to name a file with an API key, or "localhost"
            3 wrong
            """,
            result.Errors);
    }

    [Fact]
    public async Task Show_OfLayers_TellsValueAndOriginAndMasksSecrets()
    {
        using var folder = new WorkFolder();
        folder.Write("wall.json", """{ "telemetry": { "live_source": { "websocket_url": "wss://crew:sekrit@pit.example/feed?token=sekrit" } } }""");
        var environment = new Dictionary<string, string> { ["DUALTWIN__API__PORT"] = "9001" };

        await using var process = DualTwinProcess.Start(folder.Path, environment, "config", "show", "--config", "wall.json");
        var result = await process.EndAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"(?m)^api\.port +9001 +environment DUALTWIN__API__PORT$", result.Output);
        Assert.Matches(@"(?m)^telemetry\.live_source\.websocket_url +""wss://\*\*\*@pit\.example/feed\?token=\*\*\*"" +wall\.json$", result.Output);
        Assert.Matches(@"(?m)^api\.host +""localhost"" +default$", result.Output);
        Assert.DoesNotContain("sekrit", result.Output, StringComparison.Ordinal);
    }
}
