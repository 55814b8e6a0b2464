using System.Net;
using System.Text;
using System.Text.Json;
using DualTwin.Server.Configuration;
using DualTwin.Server.Hosting;
using DualTwin.Server.Sessions;
using DualTwin.Server.Tests.Support;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Server.Tests;

public sealed class SourceTests
{
    [Theory]
    [InlineData(SourceMode.Live, "live")]
    [InlineData(SourceMode.Replay, "replay")]
    [InlineData(SourceMode.Simulator, "simulator")]
    public async Task GetSource_Delivering_SaysTheMode(SourceMode mode, string name)
    {
        await using var server = await TestServer.StartAsync(mode: mode);
        await server.FeedAsync(Frames.Race() with { Source = new SourceIdentity("scripted", "test", mode) });

        var source = await SourceAsync(server.Client);

        Assert.Equal(name, source.GetProperty("mode").GetString());
        Assert.Equal("scripted test", source.GetProperty("name").GetString());
        Assert.True(source.GetProperty("connected").GetBoolean());
        Assert.Equal(1, source.GetProperty("total_updates").GetInt64());
    }

    [Fact]
    public async Task GetSource_BeforeAnyData_IsValid()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(JsonValueKind.Null, (await SourceAsync(server.Client)).GetProperty("mode").ValueKind);
    }

    [Fact]
    public async Task StandIn_AndReturn_AreToldOnceAndLeaveNoTrace()
    {
        var standIn = new ScriptedSource(SourceMode.Simulator);
        await using var server = await TestServer.StartAsync(plan: source => LivePlan.Of(source, standIn));
        using var stream = await SseReader.OpenAsync(server.Client);
        await server.FeedAsync(Frames.Race(), Frames.Lap(1));
        await server.PassUntilAsync(() => server.Feed.Current.Source.State == SourceState.StandingIn);
        standIn.Send(Frames.Lap(2) with { Source = standIn.Identity });
        await server.UntilAsync(() => server.Feed.Current.View.StandingIn);

        var away = await SourceAsync(server.Client);
        Assert.Equal(("simulator", true, true), (away.GetProperty("mode").GetString(), away.GetProperty("standing_in").GetBoolean(), away.GetProperty("simulated").GetBoolean()));
        var health = await server.GetAsync("/api/v1/health");
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Contains("silent for", health.GetProperty("components").GetProperty("source").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.All((await server.GetAsync("/api/v1/history/laps")).GetProperty("laps").EnumerateArray(), lap => Assert.Equal(1, lap.GetProperty("lap").GetInt32()));

        var sent = 100.0;
        await server.PassUntilAsync(() =>
        {
            server.Source.Send(Frames.Empty(sent++));
            return server.Feed.Current.Source.State == SourceState.Delivering;
        });
        await server.UntilAsync(() => !server.Feed.Current.View.StandingIn);

        var told = await stream.UntilAsync(m => m.Data.Contains("\"source_return\"", StringComparison.Ordinal));
        Assert.Single(told, m => m.Event == "event" && m.Data.Contains("\"source_change\"", StringComparison.Ordinal));
        var events = (await server.GetAsync("/api/v1/history/events")).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToList();
        Assert.Single(events, "source_change");
        Assert.Single(events, "source_return");
    }

    [Fact]
    public async Task PostLive_NothingThere_Is409AndTheOldSourceStays()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var response = await server.AdvanceUntilAsync(
            PostAsync(server.Client, "live", """{"source":"websocket","url":"ws://127.0.0.1:1/","timeout":1}"""), TimeSpan.FromSeconds(0.1));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("websocket ws://127.0.0.1:1/: no data came within 1 s", await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
        var source = await SourceAsync(server.Client);
        Assert.Equal("scripted test", source.GetProperty("name").GetString());
        Assert.Equal(1, source.GetProperty("order").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"source":"websocket","port":"x","timeout":0}""", "body.port", "body.timeout")]
    [InlineData("""{"source":"websocket","token_file":"/etc/passwd","ca_file":"a"}""", "token_file is set in the configuration only", "ca_file")]
    [InlineData("""{"source":"websocket","url":"http://localhost/"}""", "http", "ws")]
    [InlineData("""{"source":"simulator"}""", "body.source: \"simulator\" is wrong", "live")]
    [InlineData("""{"source":"websocket","urll":"x"}""", "urll", "url")]
    [InlineData("""{"port":1}""", "body.source", "websocket")]
    [InlineData("[1]", "body", "object")]
    [InlineData("{", "The body is not", "source")]
    public async Task PostLive_WrongBody_Is400AndNamesAllThatIsWrong(string body, string first, string second)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await PostAsync(server.Client, "live", body);

        var text = (await TestServer.ReadAsync(response)).GetProperty("error").GetString();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(first, text, StringComparison.Ordinal);
        Assert.Contains(second, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingestor_ToAWebSocketAndBack_Delivers()
    {
        await using var sender = await SnapshotServer.StartAsync();
        await using var ingestor = new TelemetryIngestor();
        await ingestor.StartAsync(TestServer.Token);

        Assert.True(await ingestor.SwitchToLiveModeAsync("websocket", new LiveSourceOptions { WebsocketUrl = sender.Url }, TestServer.Token));
        await ViewAsync(ingestor, view => view.View.State.FindCar("44") is not null && view.View.State.Source?.Type == "websocket");
        Assert.Equal(("live", "websocket", true), Shown(ingestor));
        Assert.False(await ingestor.SwitchToLiveModeAsync("udp", new LiveSourceOptions { Port = 0, TimeoutSeconds = 0.2 }, TestServer.Token));
        Assert.Equal(("live", "websocket", true), Shown(ingestor));

        await ingestor.SwitchToSimulatorModeAsync(TestServer.Token);
        await ViewAsync(ingestor, view => view.View.State.Cars.Length > 1);
        Assert.Equal(("simulator", "simulator", true), Shown(ingestor));
    }

    [Fact]
    public async Task Post_AHundredSwitches_LoseNoReaderAndNoEvent()
    {
        await using var sender = await SnapshotServer.StartAsync();
        var folder = TestServer.NewFolder();
        var config = TestServer.Config(folder) with
        {
            Telemetry = new TelemetryConfig { LiveSource = new LiveSourceConfig { WebsocketUrls = [sender.Url] } },
        };
        await using (var host = DualTwinServer.Build(config, TimeProvider.System))
        {
            await host.StartAsync(TestServer.Token);
            using var client = new HttpClient { BaseAddress = host.Address };
            await SwitchManyAsync(host, client);
            await host.StopAsync(TestServer.Token);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Ingestor_AHundredSwitches_LoseNoViewAndLeaveNothingOpen()
    {
        await using var sender = await SpokenServer.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestServer.Token);
        var speaking = SpeakAsync(sender, stop.Token);
        await using (var ingestor = new TelemetryIngestor())
        {
            await ingestor.StartAsync(TestServer.Token);
            var following = FollowAsync(ingestor, stop.Token);
            var live = new LiveSourceOptions { WebsocketUrl = sender.Url, TimeoutSeconds = 60 };
            for (var i = 0; i < 50; i++)
            {
                Assert.True(await ingestor.SwitchToLiveModeAsync("websocket", live, TestServer.Token));
                await ViewAsync(ingestor, view => view.View.State.Source?.Type == "websocket");
                await ingestor.SwitchToSimulatorModeAsync(TestServer.Token);
                await ViewAsync(ingestor, view => view.View.State.Source?.Type == "simulator");
                Assert.Equal(("simulator", "simulator", true), Shown(ingestor));
                while (sender.Open > 0)
                {
                    TestServer.Token.ThrowIfCancellationRequested();
                    await Task.Yield();
                }
            }

            var last = ingestor.Feed.Current.Id;
            await ViewAsync(ingestor, view => view.Id > last);
            await stop.CancelAsync();
            Assert.True(await following > 100);
        }

        await speaking;
        Assert.True(sender.Accepted >= 50);
        Assert.Equal(0, sender.Open);
    }

    private static async Task SpeakAsync(SpokenServer sender, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        for (var said = 0; !cancellationToken.IsCancellationRequested; said++)
        {
            await sender.SayAsync(TimeProvider.System.GetUtcNow(), speedKph: 100 + (said % 200));
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // Views seen; each is newer than the one before.
    private static async Task<int> FollowAsync(TelemetryIngestor ingestor, CancellationToken cancellationToken)
    {
        var newest = ingestor.Feed.Current;
        for (var seen = 0; ; seen++)
        {
            try
            {
                await ingestor.Feed.NewerViewAsync(newest.Id).WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return seen;
            }

            var next = ingestor.Feed.Current;
            Assert.True(next.Id > newest.Id);
            newest = next;
        }
    }

    private static async Task SwitchManyAsync(DualTwinHost host, HttpClient client)
    {
        while (host.Session.Feed.Current.Source.State != SourceState.Delivering)
        {
            await host.Session.Feed.NewerViewAsync(host.Session.Feed.Current.Id).WaitAsync(TestServer.Token);
        }

        using var stream = await SseReader.OpenAsync(client, "?hz=1&fields=environment");
        await stream.NextAsync();
        var reading = Task.Run(async () =>
        {
            var changes = 0;
            while (changes < 100)
            {
                var message = await stream.NextAsync() ?? throw new EndOfStreamException();
                Assert.NotEqual("skipped", message.Event);
                changes += message.Data.Contains("\"source_change\"", StringComparison.Ordinal) ? 1 : 0;
            }
        }, TestServer.Token);
        for (var i = 0; i < 50; i++)
        {
            using var live = await PostAsync(client, "live", "");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            using var simulator = await PostAsync(client, "simulator", "");
            Assert.Equal(HttpStatusCode.OK, simulator.StatusCode);
        }

        await reading;
        Assert.Equal("simulator", (await SourceAsync(client)).GetProperty("source").GetString());
    }

    private static (string?, string?, bool) Shown(TelemetryIngestor ingestor)
    {
        var status = ingestor.GetDataSourceStatus();
        return (status.Mode, status.LiveSourceType, status.Connected);
    }

    private static async Task ViewAsync(TelemetryIngestor ingestor, Func<PublishedView, bool> condition)
    {
        while (!condition(ingestor.Feed.Current))
        {
            await ingestor.Feed.NewerViewAsync(ingestor.Feed.Current.Id).WaitAsync(TestServer.Token);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string to, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync($"/api/v1/source/{to}", content, TestServer.Token);
    }

    private static async Task<JsonElement> SourceAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/api/v1/source", TestServer.Token);
        var source = (await TestServer.ReadAsync(response)).GetProperty("source");
        await Schemas.AssertValidAsync("source-1.1.0", source.GetRawText());
        return source;
    }
}
