using DualTwin.Server.Sourcing;
using System.Net;
using DualTwin.Server.Hosting;
using DualTwin.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Server.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task Start_PortInUse_SaysWhichAndWhatToDo()
    {
        await using var first = await TestServer.StartAsync(api => api with { Host = "127.0.0.1" });
        var port = first.Host.Address!.Port;
        await using var second = DualTwinServer.Build(
            TestServer.Config(first.Folder, api => api with { Host = "127.0.0.1", Port = port }), SourcePlan.Of(new ScriptedSource()), new FakeTimeProvider());

        var refused = await Assert.ThrowsAsync<ServerStartException>(() => second.StartAsync(TestServer.Token));

        Assert.Contains($"127.0.0.1:{port} is in use", refused.Message, StringComparison.Ordinal);
        Assert.Contains("api.port", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FiftyClientsAtOnce_AllGetWholeAnswers()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(cars: 20));
        var expected = await server.Client.GetStringAsync("/api/v1/telemetry", TestServer.Token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var client = new HttpClient { BaseAddress = server.Host.Address };
            var all = new List<string>();
            for (var i = 0; i < 10; i++)
            {
                all.Add(await client.GetStringAsync("/api/v1/telemetry", TestServer.Token));
            }

            return all;
        }));

        Assert.All(answers.SelectMany(a => a), answer => Assert.Equal(expected, answer));
    }

    [Fact]
    public async Task Get_AboveTheLimit_Is503WithTheReason()
    {
        await using var server = await TestServer.StartAsync(api => api with { MaxConcurrentConnections = 2 });
        using var first = await SseReader.OpenAsync(server.Client);
        using var second = await SseReader.OpenAsync(server.Client);

        using var refused = await server.Client.GetAsync("/api/v1/telemetry", TestServer.Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("api.max_concurrent_connections", await refused.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "text/html", "/docs")]
    [InlineData("/docs", "text/html", "DualTwin API")]
    [InlineData("/openapi/v1.json", "application/json", "\"3.1.")]
    public async Task Get_Page_IsServed(string path, string type, string content)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Client.GetAsync(path, TestServer.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(type, response.Content.Headers.ContentType!.MediaType!, StringComparison.Ordinal);
        Assert.Contains(content, await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Docs_FetchesNothingFromElsewhere()
    {
        await using var server = await TestServer.StartAsync();

        var page = await server.Client.GetStringAsync("/docs", TestServer.Token);

        Assert.DoesNotContain("https://", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Get_OpenApi_DescribesEveryEndpointWithUnits()
    {
        await using var server = await TestServer.StartAsync();

        var document = await server.GetAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/api/v1/car-twin", "/api/v1/delay", "/api/v1/environment", "/api/v1/field-twin", "/api/v1/forecast", "/api/v1/forecast/history", "/api/v1/health",
                "/api/v1/history/events", "/api/v1/history/laps", "/api/v1/history/stints", "/api/v1/history/stops",
                "/api/v1/metrics", "/api/v1/our-car", "/api/v1/replay", "/api/v1/replay/pause", "/api/v1/replay/play",
                "/api/v1/replay/seek", "/api/v1/replay/speed", "/api/v1/replay/step", "/api/v1/replay/timeline",
                "/api/v1/source", "/api/v1/source/configured", "/api/v1/source/live", "/api/v1/source/simulator", "/api/v1/strategy", "/api/v1/strategy/what-if", "/api/v1/stream", "/api/v1/system/complete", "/api/v1/telemetry", "/api/v1/version",
                "/api/v1/ws",
            ],
            paths);
        Assert.Contains("Speed, km/h.", document.GetRawText(), StringComparison.Ordinal);
    }
}
