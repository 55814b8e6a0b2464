using System.Net;
using System.Text;
using System.Text.Json;
using DualTwin.Server.Configuration;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Server.Hosting;
using DualTwin.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Server.Tests.Replaying;

public sealed class ReplayEndpointsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-replay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Replay_Steered_GoesWhereItIsTold()
    {
        await RealRecordings.OfSnapshotsAsync(Path.Combine(_folder, "rec"));
        await using var running = await StartAsync();
        var host = running.Host;
        using var client = new HttpClient { BaseAddress = host.Address };
        await UntilAsync(() => host.Session.Feed.Current.View.State.MeasuredAt is not null);

        var paused = await PostAsync(client, "pause", "");
        Assert.Equal("paused", paused.GetProperty("state").GetString());
        Assert.Equal(4, (await PostAsync(client, "speed", """{"speed":4}""")).GetProperty("speed").GetDouble());
        Assert.Equal(JsonValueKind.Null, (await PostAsync(client, "speed", """{"speed":"max"}""")).GetProperty("speed").ValueKind);

        var twentieth = await PostAsync(client, "seek", """{"lap":20}""");
        Assert.Equal(host.Replay.Deck!.Timeline!.PositionOfLap(20), twentieth.GetProperty("position").GetInt64());
        await UntilAsync(() => host.Session.Feed.Current.View.State.Session.LeaderLap == 20);
        Assert.Equal(95, (await PostAsync(client, "seek", """{"time_seconds":95}""")).GetProperty("time_seconds").GetDouble());
        await UntilAsync(() => host.Session.Feed.Current.View.State.Session.LeaderLap == 2);
        var before = (await GetAsync(client)).GetProperty("position").GetInt64();
        await PostAsync(client, "step", """{"frames":5}""");
        await UntilAsync(() => host.Replay.Deck!.Transport.Status.Position == before + 5);

        var report = await GetAsync(client);
        await Schemas.AssertValidAsync("replay-1.1.0", report.GetRawText());
        Assert.Equal(34, report.GetProperty("laps").GetInt32());

        await PostAsync(client, "play", "");
        await UntilAsync(() => host.Replay.Deck!.Transport.Status.State == Sources.Replay.ReplayState.Ended);
        await UntilAsync(() => host.Session.Feed.Current.View.State.Session.LeaderLap == 34);
        await PostAsync(client, "pause", "");
        var again = await PostAsync(client, "seek", """{"lap":10}""");
        Assert.Equal(("paused", host.Replay.Deck!.Timeline!.PositionOfLap(10)), (again.GetProperty("state").GetString(), again.GetProperty("position").GetInt64()));
        await UntilAsync(() => host.Session.Feed.Current.View.State.Session.LeaderLap == 10);
    }

    [Theory]
    [InlineData("seek", "{}", HttpStatusCode.BadRequest)]
    [InlineData("seek", """{"lap":3,"time_seconds":5}""", HttpStatusCode.BadRequest)]
    [InlineData("seek", """{"lap":"three"}""", HttpStatusCode.BadRequest)]
    [InlineData("seek", """{"lap":900}""", HttpStatusCode.NotFound)]
    [InlineData("seek", """{"event_type":"red_flag"}""", HttpStatusCode.NotFound)]
    [InlineData("speed", """{"speed":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("speed", "", HttpStatusCode.BadRequest)]
    [InlineData("step", """{"frames":0}""", HttpStatusCode.BadRequest)]
    [InlineData("step", "[1]", HttpStatusCode.BadRequest)]
    public async Task Post_WhatCannotBe_IsRefusedWithTheReason(string command, string body, HttpStatusCode expected)
    {
        await RealRecordings.OfSnapshotsAsync(Path.Combine(_folder, "rec"));
        await using var running = await StartAsync();
        var host = running.Host;
        using var client = new HttpClient { BaseAddress = host.Address };
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync($"/api/v1/replay/{command}", content, TestServer.Token);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Timeline_OfARecording_HasItsLapsAndMarkersWhereSeekingLeads()
    {
        await RealRecordings.OfSnapshotsAsync(Path.Combine(_folder, "rec"));
        await using var running = await StartAsync();
        using var client = new HttpClient { BaseAddress = running.Host.Address };
        await UntilAsync(() => running.Host.Session.Feed.Current.View.State.MeasuredAt is not null);

        using var response = await client.GetAsync("/api/v1/replay/timeline", TestServer.Token);
        var timeline = (await TestServer.ReadAsync(response)).GetProperty("timeline");

        await Schemas.AssertValidAsync("replay_timeline-1.1.0", timeline.GetRawText());
        var laps = timeline.GetProperty("laps").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 34), laps.Select(l => l.GetProperty("lap").GetInt32()));
        var times = laps.Select(l => l.GetProperty("time_seconds").GetDouble()).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1], 0, timeline.GetProperty("duration_seconds").GetDouble());

        var stop = timeline.GetProperty("markers").EnumerateArray().First(m => m.GetProperty("type").GetString() == "stop");
        Assert.Equal("44", stop.GetProperty("car_id").GetString());
        var there = await PostAsync(client, "seek", $$"""{"event_id":{{stop.GetProperty("event_id").GetInt64()}}}""");
        Assert.Equal(stop.GetProperty("time_seconds").GetDouble(), there.GetProperty("time_seconds").GetDouble());
        Assert.Equal(timeline.GetProperty("duration_seconds").GetDouble(), there.GetProperty("duration_seconds").GetDouble());
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("replay/timeline")]
    public async Task Get_NoReplay_Is409(string path)
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var response = await server.Client.GetAsync($"/api/v1/{path}", TestServer.Token);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task Delay_HoldsViewsBackAndLetsThemGoWhenShortened()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        var delayed = await SetDelayAsync(server.Client, 30);
        await Schemas.AssertValidAsync("delay-1.1.0", delayed.GetRawText());

        await server.FeedAsync(Frames.Lap(1));
        await PassAsync(server, 29);
        Assert.Equal(1, server.Feed.Current.View.State.Session.LeaderLap);

        await PassAsync(server, 1.2);
        await server.UntilAsync(() => server.Feed.Current.View.State.Session.LeaderLap == 2);
        await server.FeedAsync(Frames.Lap(2));
        await SetDelayAsync(server.Client, 0);
        await server.UntilAsync(() => server.Feed.Current.View.State.Session.LeaderLap == 3);
    }

    [Theory]
    [InlineData("""{"seconds":121}""")]
    [InlineData("""{"seconds":-1}""")]
    [InlineData("{}")]
    public async Task Delay_BeyondItsRange_IsRefused(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await server.Client.PostAsync("/api/v1/delay", content, TestServer.Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<Running> StartAsync()
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = Path.Combine(_folder, "rec"), ["speed"] = "1" };
        var config = TestServer.Config(Path.Combine(_folder, "state")) with
        {
            Telemetry = new TelemetryConfig { Sources = [new SourceConfig { Type = SourceKinds.Replay, Options = options }] },
        };
        // The clock stands: a replay in real time tells its first frame and waits.
        var host = DualTwinServer.Build(config, new FakeTimeProvider(new DateTimeOffset(2026, 5, 3, 14, 0, 0, TimeSpan.Zero)));
        await host.StartAsync(TestServer.Token);
        return new Running(host);
    }

    private static async Task PassAsync(TestServer server, double seconds)
    {
        for (var left = seconds; left > 0; left -= 0.1)
        {
            server.Time.Advance(TimeSpan.FromSeconds(0.1));
            for (var i = 0; i < 50; i++)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<JsonElement> SetDelayAsync(HttpClient client, double seconds)
    {
        using var content = new StringContent($$"""{"seconds":{{seconds}}}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/v1/delay", content, TestServer.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await TestServer.ReadAsync(response)).GetProperty("delay");
    }

    private static async Task<JsonElement> GetAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/api/v1/replay", TestServer.Token);
        return (await TestServer.ReadAsync(response)).GetProperty("replay");
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string command, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"/api/v1/replay/{command}", content, TestServer.Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestServer.Token));
        return (await TestServer.ReadAsync(response)).GetProperty("replay");
    }

    private static async Task UntilAsync(
        Func<bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestServer.Token);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(guard.IsCancellationRequested, $"It does not happen that {what}");
            await Task.Yield();
        }
    }

    private sealed record Running(DualTwinHost Host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Host.StopAsync(CancellationToken.None);
            await Host.DisposeAsync();
        }
    }
}
