using DualTwin.Server.Sourcing;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class SourceStatusLineTests
{
    private const int Status = 210;

    [Fact]
    public async Task Run_AMinute_LogsWhatTheSourcesDoAndHowFastItIs()
    {
        await using var sender = await SpokenServer.StartAsync();
        await using var server = await WatchedServer.StartAsync($$"""
            {
              "telemetry": { "use_simulator": false, "stall_seconds": 3600, "max_failures_before_fallback": 1000000, "live_source": { "websocket_url": "{{sender.Url}}" } },
              "state_management": { "storage_path": "STORAGE" },
              "api": { "port": 0 }
            }
            """);
        await WatchedServer.UntilAsync(() => sender.Open == 1);
        await sender.SayAsync(server.Time.GetUtcNow(), speedKph: 200);
        await WatchedServer.UntilAsync(() => server.Host.Session.Statistics.Count == 1);

        await WatchedServer.UntilAsync(() =>
        {
            server.Time.Advance(SourceStatusLine.Interval / 10);
            return server.Log.Of(Status).Any();
        });

        var line = server.Log.Of(Status).First();
        Assert.Matches(@"^210 Source live websocket ws://\S+: live data \d+\.\d s old, 1 updates, 0 values refused, update p50 \S+ ms, p99 \S+ ms; ", line);
    }
}
