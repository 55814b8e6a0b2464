using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Hosting;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Server.Tests.AddedSource;
using DualTwin.Server.Tests.Support;
using DualTwin.Sources;

namespace DualTwin.Server.Tests;

/// <summary>A source is one folder and one registration: configuration, supervisor, API and messages know it by that.</summary>
public sealed class AddedSourceTests : IDisposable
{
    private static readonly SourceCatalogue Sources = SourceKinds.All.With(new CounterKind());

    private readonly string _folder = TestServer.NewFolder();

    [Fact]
    public async Task AddedSource_NamedByTheConfiguration_IsServed()
    {
        await using var host = await StartAsync("""{ "type": "counter", "laps": 12, "timeout": 5 }, { "type": "simulator" }""");
        using var client = Client(host);

        await WatchedServer.UntilAsync(() => host.Session.Feed.Current.View.State.Session.LeaderLap == 13);

        var source = await ReadAsync(await client.GetAsync("/api/v1/source", TestServer.Token));
        Assert.Equal(("counter", "counter to 12", "live"), (Text(source, "source"), Text(source, "name"), Text(source, "mode")));
    }

    [Fact]
    public async Task AddedSource_NamedByARequest_IsTurnedTo()
    {
        await using var host = await StartAsync("""{ "type": "simulator" }""");
        using var client = Client(host);

        var reply = await client.PostAsync("/api/v1/source/live", Body("""{ "source": "counter", "laps": 3 }"""), TestServer.Token);

        Assert.Equal("counter to 3", Text(await ReadAsync(reply), "name"));
    }

    [Theory]
    [InlineData("""{ "source": "counter" }""", "body.laps: missing (in request); expected a whole number from 1 to 99 (laps).")]
    [InlineData("""{ "source": "counter", "laps": 0 }""", "body.laps: 0 is wrong (from request); expected a whole number from 1 to 99 (laps).")]
    [InlineData("""{ "source": "counter", "laps": 1, "key_file": "a" }""", "key_file is set in the configuration only.")]
    [InlineData("""{ "source": "countr" }""", "\"countr\" is wrong (from request); expected one of \"websocket\", \"udp\", \"livetiming\", \"openf1\", \"counter\".")]
    public async Task AddedSource_AskedForWrongly_IsRefusedByItsOwnOptions(string body, string message)
    {
        await using var host = await StartAsync("""{ "type": "simulator" }""");
        using var client = Client(host);

        var reply = await client.PostAsync("/api/v1/source/live", Body(body), TestServer.Token);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.EndsWith(message, JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestServer.Token)).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddedSource_InCode_IsTurnedTo()
    {
        await using var ingestor = new TelemetryIngestor(sources: Sources);
        await ingestor.StartAsync(TestServer.Token);

        Assert.True(await ingestor.SwitchToLiveModeAsync("counter", new LiveSourceOptions { More = new JsonObject { ["laps"] = 2 } }, TestServer.Token));
        Assert.Equal("counter", ingestor.GetDataSourceStatus().LiveSourceType);
        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => ingestor.SwitchToLiveModeAsync("countr", ct: TestServer.Token));
        Assert.StartsWith("'countr' is no live source; expected websocket or udp or livetiming or openf1 or counter.", unknown.Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<SourceException>(() => ingestor.SwitchToLiveModeAsync("counter", ct: TestServer.Token));
        Assert.Equal("counter.laps: missing (in code); expected a whole number from 1 to 99 (laps).", wrong.Message);
    }

    [Fact]
    public void Catalogue_OfTwoKindsWithOneName_IsRefused() =>
        Assert.Contains("'counter'", Assert.Throws<ArgumentException>(() => Sources.With(new CounterKind())).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<DualTwinHost> StartAsync(string sources)
    {
        var file = Path.Combine(_folder, "config.json");
        await File.WriteAllTextAsync(
            file,
            $$"""
            {
              "telemetry": { "sources": [{{sources}}] },
              "state_management": { "storage_path": {{JsonSerializer.Serialize(_folder)}} },
              "api": { "port": 0 }
            }
            """,
            TestServer.Token);
        var loaded = SystemConfigLoader.Load(new ConfigInputs { File = file, Sources = Sources });
        Assert.Empty(loaded.Errors);
        var host = DualTwinServer.Build(loaded.Config, TimeProvider.System, sources: Sources);
        await host.StartAsync(TestServer.Token);
        return host;
    }

    private static HttpClient Client(DualTwinHost host) => new() { BaseAddress = host.Address };

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync(TestServer.Token);
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("source").Clone();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
