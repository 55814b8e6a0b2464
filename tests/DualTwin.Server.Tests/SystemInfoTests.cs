using DualTwin.Server.Sessions;
using DualTwin.Server.Tests.Support;
using DualTwin.Sources;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Server.Tests;

public sealed class SystemInfoTests
{
    [Fact]
    public async Task GetHealth_NoDataYet_IsAWarningWithTheReason()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(("warning", "No data yet from source scripted test; nothing is served yet."), await SourceAsync(server));
    }

    [Fact]
    public async Task GetHealth_Delivering_IsHealthy()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        var health = await server.GetAsync("/api/v1/health?schema_version=1.1.0");

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Empty(health.GetProperty("reasons").EnumerateArray());
        Assert.Equal(1, health.GetProperty("performance").GetProperty("updates").GetInt64());
    }

    [Fact]
    public async Task GetHealth_SourceSilent_IsDegradedWithTheAge()
    {
        await using var server = await TestServer.StartAsync(plan: source => LivePlan.Of(source));
        await server.FeedAsync(Frames.Race());

        server.Time.Advance(TimeSpan.FromSeconds(3));
        await server.UntilAsync(() => server.Feed.Current.Source.State == SourceState.Stalled);

        Assert.Equal(("degraded", "Stale data: source scripted test: silent for 3.0 s, limit 2.0 s"), await SourceAsync(server));
    }

    [Fact]
    public async Task GetHealth_SilentFromTheStart_IsCritical()
    {
        await using var server = await TestServer.StartAsync(plan: source => LivePlan.Of(source));

        await server.PassUntilAsync(() => server.Feed.Current.Source.State == SourceState.Stalled);

        Assert.Equal("critical", (await SourceAsync(server)).Status);
    }

    [Fact]
    public async Task GetHealth_ReplaySilent_IsHealthy()
    {
        await using var server = await TestServer.StartAsync(mode: SourceMode.Replay);
        await server.FeedAsync(Frames.Race());

        server.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(("healthy", null), await SourceAsync(server));
    }

    [Fact]
    public async Task GetHealth_SourceEnded_KeepsServingAndSaysSo()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        server.Source.End();
        await server.UntilAsync(() => server.Feed.Current.Source.State == SourceState.Ended);

        Assert.Equal(("warning", "Source scripted test has ended; its last state is served."), await SourceAsync(server));
        Assert.True((await server.GetAsync("/api/v1/telemetry")).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task GetHealth_SourceFailed_KeepsServingStaleAndSaysWhy()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        server.Source.Fail(new SourceException("the cable is out"));
        await server.UntilAsync(() => server.Feed.Current.Source.State == SourceState.Failed);

        Assert.Equal(("degraded", "Source scripted test failed: the cable is out"), await SourceAsync(server));
        var metadata = (await server.GetAsync("/api/v1/telemetry?schema_version=1.1.0")).GetProperty("metadata");
        Assert.True(metadata.GetProperty("stale").GetBoolean());
        Assert.Equal("failed", metadata.GetProperty("source_state").GetString());
    }

    [Fact]
    public async Task GetHealth_SourceFailedAtOnce_IsCritical()
    {
        await using var server = await TestServer.StartAsync();

        server.Source.Fail(new SourceException("no such folder"));
        await server.UntilAsync(() => server.Feed.Current.Source.State == SourceState.Failed);

        Assert.Equal(("critical", "Source scripted test failed: no such folder"), await SourceAsync(server));
    }

    [Fact]
    public async Task GetHealth_SlowUpdate_IsAWarningForAMinute()
    {
        await using var server = await TestServer.StartAsync();
        server.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(300);
        await server.FeedAsync(Frames.Race());
        server.Time.AutoAdvanceAmount = TimeSpan.Zero;

        var slow = await SessionAsync(server);
        server.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(("warning", "Slow processing: 1 updates so far took longer than telemetry.processing_timeout_ms."), slow);
        Assert.Equal(("healthy", null), await SessionAsync(server));
    }

    [Fact]
    public async Task GetHealth_FrameThatCannotBeTaken_IsDegradedAndTheSessionGoesOn()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        server.Source.Send(Frames.Empty(1) with { Cars = default });
        await server.FeedAsync(Frames.Lap(1));

        Assert.Equal(("degraded", "1 frames could not be taken so far; the log says why."), await SessionAsync(server));
        Assert.Equal(2, server.Feed.Current.View.State.Session.LeaderLap);
    }

    [Fact]
    public async Task GetMetrics_AfterRequests_CountsThemByEndpoint()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        await server.GetAsync("/api/v1/telemetry");
        await server.GetAsync("/api/v1/telemetry");
        await server.GetAsync("/api/v1/car-twin?car_id=99");

        var metrics = await server.GetAsync("/api/v1/metrics");

        var endpoints = metrics.GetProperty("metrics");
        Assert.Equal(2, endpoints.GetProperty("GET /api/v1/telemetry").GetProperty("count").GetInt64());
        Assert.Equal(0, endpoints.GetProperty("GET /api/v1/telemetry").GetProperty("errors").GetInt64());
        Assert.Equal(1, endpoints.GetProperty("GET /api/v1/car-twin").GetProperty("errors").GetInt64());
        Assert.Equal(1, metrics.GetProperty("concurrent_access").GetProperty("current").GetInt32());
    }

    [Fact]
    public async Task GetVersion_Answer_NamesTheVersions()
    {
        await using var server = await TestServer.StartAsync();

        var version = await server.GetAsync("/api/v1/version");

        Assert.Equal("1.0.0", version.GetProperty("schema_versioning").GetProperty("default_version").GetString());
        Assert.Equal(2, version.GetProperty("schema_versioning").GetProperty("supported_versions").GetArrayLength());
    }

    private static Task<(string? Status, string? Reason)> SourceAsync(TestServer server) => ComponentAsync(server, "source");

    private static Task<(string? Status, string? Reason)> SessionAsync(TestServer server) => ComponentAsync(server, "session");

    private static async Task<(string? Status, string? Reason)> ComponentAsync(TestServer server, string name)
    {
        var component = (await server.GetAsync("/api/v1/health")).GetProperty("components").GetProperty(name);
        return (component.GetProperty("status").GetString(), component.GetProperty("reason").GetString());
    }
}
