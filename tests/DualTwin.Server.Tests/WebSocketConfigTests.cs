using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

/// <summary>What the configuration says of WebSockets, seen from the server they connect to.</summary>
public sealed class WebSocketConfigTests : IDisposable
{
    private const string Secret = "s3cret-of-the-feed";
    private const string Variable = "DUALTWIN_TEST_TOKEN";
    private readonly string _folder = TestServer.NewFolder();

    [Theory]
    [InlineData("header", "Bearer " + Secret, "")]
    [InlineData("query", "", "?token=" + Secret)]
    public async Task TokenEnv_Set_IsShownWhereTokenAsSaysAndNeverLogged(string place, string header, string query)
    {
        Environment.SetEnvironmentVariable(Variable, Secret);
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await WatchedServer.StartAsync(
            Config($$"""{"websocket_url": "{{sender.Url}}", "token_env": "{{Variable}}", "token_as": "{{place}}"}"""));

        await WatchedServer.UntilAsync(() => sender.Open == 1);
        await sender.SayAsync(server.Time.GetUtcNow(), speedKph: 100);
        await WatchedServer.UntilAsync(() => server.Sources.Active is not null);

        Assert.Equal((header, query), sender.Asked);
        Assert.DoesNotContain(server.Log.All, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, await ReportAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenFile_OfOneSource_IsShownToThatSourceOnly()
    {
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, Secret + "\n", TestServer.Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await using var guarded = await SpokenServer.StartAsync();
        await using var open = await SpokenServer.StartAsync();
        await using var server = await WatchedServer.StartAsync(Config("{}", $$"""
            , "sources": [{"type": "websocket", "url": "{{guarded.Url}}", "token_file": "{{file.Replace('\\', '/')}}"}, {"type": "websocket", "url": "{{open.Url}}"}]
            """));

        await server.PassUntilAsync(() => guarded.Accepted > 0 && open.Accepted > 0);

        Assert.Equal(("Bearer " + Secret, ""), guarded.Asked);
        Assert.Equal(("", ""), open.Asked);
    }

    [Fact]
    public async Task WebsocketMode_Merge_ReadsAllAtOnceAsOneSource()
    {
        await using var first = await SpokenServer.StartAsync();
        await using var second = await SpokenServer.StartAsync();
        await using var server = await WatchedServer.StartAsync(
            Config($$"""{"websocket_url": ["{{first.Url}}", "{{second.Url}}"], "websocket_mode": "merge"}"""));

        await WatchedServer.UntilAsync(() => first.Open == 1 && second.Open == 1);
        var at = server.Time.GetUtcNow();
        await first.SayAsync(at, speedKph: 100);
        await WatchedServer.UntilAsync(() => server.Host.Session.Feed.Current.View.State.MeasuredAt == at);
        await second.SayAsync(at.AddSeconds(1), speedKph: 110);
        await WatchedServer.UntilAsync(() => server.Host.Session.Feed.Current.View.State.MeasuredAt == at.AddSeconds(1));

        var slot = Assert.Single(server.Sources.Slots);
        Assert.Equal($"websocket {first.Url} + {second.Url}", slot.Name);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> ReportAsync(WatchedServer server)
    {
        using var client = new HttpClient { BaseAddress = server.Host.Address };
        return await client.GetStringAsync(new Uri("/api/v1/source", UriKind.Relative), TestServer.Token);
    }

    private static string Config(string live, string sources = "") => $$"""
        {
          "telemetry": { "use_simulator": false, "live_source_type": "websocket", "live_source": {{live}}{{sources}} },
          "state_management": { "storage_path": "STORAGE", "persistence_interval_seconds": 60 },
          "api": { "port": 0 }
        }
        """;
}
