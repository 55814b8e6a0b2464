using System.Text.Json;
using DualTwin.Server.Streaming;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class StreamTests
{
    [Fact]
    public async Task Open_WithData_GivesTheWholeViewFirst()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var stream = await SseReader.OpenAsync(server.Client);
        var first = (await stream.NextAsync())!;

        Assert.Equal("view", first.Event);
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
        using var data = JsonDocument.Parse(first.Data);
        Assert.Equal(["telemetry", "car_twin", "field_twin", "environment", "metadata"], data.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(3, data.RootElement.GetProperty("telemetry").GetProperty("cars").GetArrayLength());
    }

    [Fact]
    public async Task Open_FieldsAndVersion_GivesJustThose()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var stream = await SseReader.OpenAsync(server.Client, "?fields=environment,telemetry&schema_version=1.0.0");
        var first = (await stream.NextAsync())!;

        using var data = JsonDocument.Parse(first.Data);
        Assert.Equal(["telemetry", "environment"], data.RootElement.EnumerateObject().Select(p => p.Name));
        await Schemas.AssertValidAsync("telemetry-1.0.0", data.RootElement.GetProperty("telemetry").GetRawText());
        Assert.Equal("1.0.0", Assert.Single(stream.Response.Headers.GetValues("X-Schema-Version")));
    }

    [Fact]
    public async Task Read_Events_ComeEachOnceWithRisingIds()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        using var stream = await SseReader.OpenAsync(server.Client);
        await stream.NextAsync();
        var known = server.Feed.Current.View.State.Events.Count;

        await server.FeedAsync([.. Frames.Flags(20)]);
        var expected = server.Feed.Current.View.State.Events.Skip(known).Select(e => e.Id).ToList();
        var messages = await stream.UntilAsync(m => m.Event == "event" && EventId(m) == expected[^1]);

        Assert.Equal(expected, messages.Where(m => m.Event == "event").Select(EventId));
        Assert.Equal(messages.Select(m => m.Id).Order().Distinct(), messages.Select(m => m.Id));
    }

    [Fact]
    public async Task Read_ManyFrames_GivesViewsAtTheAskedRateAndTheNewestOnly()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        using var stream = await SseReader.OpenAsync(server.Client, "?hz=2&fields=telemetry");
        await stream.NextAsync();

        await server.FeedAsync([.. Enumerable.Range(1, 50).Select(i => Frames.Empty(i))]);
        var second = (await server.AdvanceUntilAsync(stream.NextAsync(), TimeSpan.FromMilliseconds(50)))!;

        Assert.Equal("view", second.Event);
        using var data = JsonDocument.Parse(second.Data);
        Assert.Equal("2026-05-03T13:00:50Z", data.RootElement.GetProperty("telemetry").GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task Reopen_WithLastEventId_ResumesEventsWithoutLossOrRepetition()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        long last;
        using (var stream = await SseReader.OpenAsync(server.Client))
        {
            last = (await stream.NextAsync())!.Id;
        }

        var known = server.Feed.Current.View.State.Events.Count;
        await server.FeedAsync([.. Frames.Flags(10)]);
        var expected = server.Feed.Current.View.State.Events.Skip(known).Select(e => e.Id).ToList();
        using var resumed = await SseReader.OpenAsync(server.Client, lastEventId: last);
        var messages = await resumed.UntilAsync(m => m.Event == "view");

        Assert.Equal(expected, messages.SkipLast(1).Select(EventId));
        Assert.All(messages, m => Assert.True(m.Id > last));
    }

    [Fact]
    public async Task Reopen_TooFarBehind_IsToldWhatWasSkipped()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        var last = server.Feed.Current.Id;
        var known = server.Feed.Current.View.State.Events.Count;
        await server.FeedAsync([.. Frames.Flags(StreamSession.EventBacklog + 100)]);
        var missed = server.Feed.Current.View.State.Events.Count - known;

        using var stream = await SseReader.OpenAsync(server.Client, lastEventId: last);
        var messages = await stream.UntilAsync(m => m.Event == "view");

        Assert.Equal("skipped", messages[0].Event);
        await Schemas.AssertValidAsync("stream_skipped-1.1.0", messages[0].Data);
        using var skipped = JsonDocument.Parse(messages[0].Data);
        Assert.Equal(missed - StreamSession.EventBacklog, skipped.RootElement.GetProperty("events").GetInt32());
        Assert.Equal(StreamSession.EventBacklog, messages.Count(m => m.Event == "event"));
        Assert.Equal(messages.Select(m => m.Id).Order(), messages.Select(m => m.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9_000_000_000_000_000)]
    public async Task Reopen_IdOfAnotherRun_IsToldThatEventsMayBeMissing(long lastEventId)
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());

        using var stream = await SseReader.OpenAsync(server.Client, lastEventId: lastEventId);
        var first = (await stream.NextAsync())!;

        Assert.Equal("skipped", first.Event);
        using var skipped = JsonDocument.Parse(first.Data);
        Assert.Equal(JsonValueKind.Null, skipped.RootElement.GetProperty("events").ValueKind);
    }

    [Fact]
    public async Task Read_NewSession_EventIdsOfTheStreamGoOnRising()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync([Frames.Race(), .. Frames.Flags(3)]);
        using var stream = await SseReader.OpenAsync(server.Client);
        var before = (await stream.NextAsync())!;

        await server.FeedAsync(Frames.Race(session: "race-2"), Frames.Status(DualTwin.Telemetry.Values.TrackStatus.Red, 1));
        var expected = server.Feed.Current.View.State.Events[^1].Text;
        var messages = await stream.UntilAsync(m => m.Event == "event" && m.Data.Contains(expected, StringComparison.Ordinal));

        Assert.All(messages, m => Assert.True(m.Id > before.Id));
    }

    [Fact]
    public async Task Read_StalledReader_IsDisconnectedAndCostsOthersNothing()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race(cars: 100));
        using var stalled = new StalledReader(server.Host.Address!, "/api/v1/stream?hz=60");
        await stalled.OpenAsync();
        using var healthy = await SseReader.OpenAsync(server.Client, "?hz=60");
        await healthy.UntilAsync(m => m.Event == "view");
        await server.UntilAsync(() => Streams(server) == 2);
        var views = 0;

        // The clock takes one step a round and none while the healthy reader waits: no write to it sees two steps, and it is sent one
        // view at each instant, since the step made one due before the round's events wake its stream.
        while (Stalled(server) == 0)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.FeedAsync([.. Frames.Flags(20)]);
            await healthy.UntilAsync(m => m.Event == "view");
            views++;
        }

        Assert.True(views > 0);
        await server.UntilAsync(() => Streams(server) == 1);
        var known = server.Feed.Current.View.State.Events.Count;
        await server.FeedAsync([.. Frames.Flags(2)]);
        Assert.True(server.Feed.Current.View.State.Events.Count > known);
        await healthy.UntilAsync(m => m.Event == "event" && EventId(m) == server.Feed.Current.View.State.Events[^1].Id);
    }

    [Fact]
    public async Task Stop_OpenStreams_EndAtOnce()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        using var stream = await SseReader.OpenAsync(server.Client);
        await stream.NextAsync();

        await server.Host.StopAsync(TestServer.Token);

        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Wait_NothingNew_SendsASignOfLife()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        using var response = await server.Client.GetAsync("/api/v1/stream?hz=60", HttpCompletionOption.ResponseHeadersRead, TestServer.Token);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestServer.Token));

        async Task<bool> CommentAsync()
        {
            while (await lines.ReadLineAsync(TestServer.Token) is { } line)
            {
                if (line == ":")
                {
                    return true;
                }
            }

            return false;
        }

        Assert.True(await server.AdvanceUntilAsync(CommentAsync(), TimeSpan.FromSeconds(1)));
    }

    private static long EventId(Received message)
    {
        using var data = JsonDocument.Parse(message.Data);
        return data.RootElement.GetProperty("id").GetInt64();
    }

    private static int Streams(TestServer server) => Gate(server).Streams;

    private static long Stalled(TestServer server) => Gate(server).Stalled;

    private static Metrics.ConnectionGate Gate(TestServer server) =>
        (Metrics.ConnectionGate)server.Host.Services.GetService(typeof(Metrics.ConnectionGate))!;
}
