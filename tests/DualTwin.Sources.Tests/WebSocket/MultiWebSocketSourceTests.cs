using System.Threading.Channels;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.WebSocket;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.WebSocket;

public sealed class MultiWebSocketSourceTests
{
    private readonly LogLines<MultiWebSocketSource> _log = new();

    [Fact]
    public async Task Read_TwoEndpointsOfOneFeed_DeliversEachMessageOnce()
    {
        await using var first = new ScriptedServer();
        await using var second = new ScriptedServer();
        var source = Source(await first.StartAsync(), await second.StartAsync());
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(CancellationToken.None);

        first.Say(Snapshot.Text(1, 1));
        Assert.Equal(1, await NextSpeedAsync(frames));
        second.Say(Snapshot.Text(1, 1));
        second.Say(Snapshot.Text(2, 2));
        Assert.Equal(2, await NextSpeedAsync(frames));
        first.Say(Snapshot.Text(2, 2));
        first.Say(Snapshot.Text(1.9, 9));
        first.Say(Snapshot.Text(2, 3));
        Assert.Equal(3, await NextSpeedAsync(frames));

        Assert.Equal((2, 1), (source.Counters.Refused["duplicate"], source.Counters.Refused["out_of_order"]));
        Assert.Equal(3, source.Counters.Frames);
    }

    [Fact]
    public async Task Read_OneEndpointDies_TheOtherCarriesOnAndItComesBack()
    {
        await using var first = new ScriptedServer();
        await using var second = new ScriptedServer();
        var source = Source(await first.StartAsync(), await second.StartAsync());
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(CancellationToken.None);
        first.Say(Snapshot.Text(1, 1));
        Assert.Equal(1, await NextSpeedAsync(frames));
        second.Say(Snapshot.Text(2, 2));
        Assert.Equal(2, await NextSpeedAsync(frames));

        await first.DropAsync();
        second.Say(Snapshot.Text(3, 3));
        Assert.Equal(3, await NextSpeedAsync(frames));

        // Only a client that has come back can take what the first endpoint says now.
        first.Say(Snapshot.Text(4, 4));
        Assert.Equal(4, await NextSpeedAsync(frames));
        Assert.Contains(_log.All, line => line.StartsWith("3212", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_OneEndpointSendsJunk_IsNoFailureOfTheSource()
    {
        await using var first = new ScriptedServer();
        await using var second = new ScriptedServer();
        var source = Source(await first.StartAsync(), await second.StartAsync());
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(CancellationToken.None);
        first.Say(Snapshot.Text(1, 1));
        await NextSpeedAsync(frames);

        for (var i = 0; i < 10; i++)
        {
            second.Say("junk");
        }

        second.Say(Snapshot.Text(2, 2));
        await frames.MoveNextAsync();

        Assert.Equal(10, source.Counters.Refused["not_json"]);
        Assert.Equal(0, source.Counters.RefusedInRow);
    }

    [Fact]
    public async Task Notices_OneEndpointDown_NamesItAndItsCause()
    {
        await using var first = new ScriptedServer();
        await using var second = await WebSocketServer.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        var source = Source(await first.StartAsync(), second.Uri);
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(CancellationToken.None);
        for (var i = 1; source.Notices.Count == 0; i++)
        {
            first.Say(Snapshot.Text(i, i % 300));
            await NextSpeedAsync(frames);
        }

        var notice = Assert.Single(source.Notices);
        Assert.StartsWith($"Endpoint ws://localhost:{second.Port}/telemetry is down: ", notice, StringComparison.Ordinal);
        Assert.Contains("answered 404", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AllDown_NamesEachCause()
    {
        await using var first = await WebSocketServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await using var second = await WebSocketServer.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        var cause = await Source(first.Uri, second.Uri).CauseAsync();

        Assert.StartsWith("No endpoint is up. ", cause, StringComparison.Ordinal);
        Assert.Contains($"localhost:{first.Port}/telemetry answered 503", cause, StringComparison.Ordinal);
        Assert.Contains($"localhost:{second.Port}/telemetry answered 404", cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_WrongOptions_NamesAllProblems()
    {
        var endpoint = new WebSocketSourceOptions { Uri = new Uri("ws://localhost:8080/a"), MaxMessageBytes = 0 };
        var options = new MultiWebSocketSourceOptions
        {
            Endpoints = [endpoint, endpoint],
            ReconnectDelay = TimeSpan.FromMinutes(10),
            MaxBackoff = TimeSpan.Zero,
        };

        var problem = Assert.Throws<SourceException>(() => new MultiWebSocketSource(options, TimeProvider.System, () => 0, _log));

        Assert.Equal(
            "The WebSocket source cannot run: Endpoints has ws://localhost:8080/a 2 times; expected it once. "
            + "Endpoints[0]: MaxMessageBytes is 0; expected 1024 to 67108864. Endpoints[1]: MaxMessageBytes is 0; expected 1024 to 67108864. "
            + "ReconnectDelay is 00:10:00; expected 10 ms to 5 min. MaxBackoff is 00:00:00; expected 00:10:00 to 1 h.",
            problem.Message);
    }

    private static async Task<double?> NextSpeedAsync(IAsyncEnumerator<Frame> frames)
    {
        Assert.True(await frames.MoveNextAsync());
        return frames.Current.SpeedKph();
    }

    private MultiWebSocketSource Source(params Uri[] endpoints) => new(
        new MultiWebSocketSourceOptions
        {
            Endpoints = [.. endpoints.Select(uri => new WebSocketSourceOptions { Uri = uri })],
            ReconnectDelay = TimeSpan.FromMilliseconds(10),
            MaxBackoff = TimeSpan.FromMilliseconds(20),
        },
        TimeProvider.System,
        () => 0,
        _log);

    /// <summary>A server that says what the test says, to whoever is connected at the time.</summary>
    private sealed class ScriptedServer : IAsyncDisposable
    {
        private readonly Channel<string?> _lines = Channel.CreateUnbounded<string?>();
        private WebSocketServer? _server;

        public async Task<Uri> StartAsync()
        {
            _server = await WebSocketServer.StartAsync(context => WebSocketServer.TalkAsync(context, async socket =>
            {
                while (await _lines.Reader.ReadAsync(context.RequestAborted) is { } line)
                {
                    await WebSocketServer.SendAsync(socket, line);
                }

                context.Abort();
            }));
            return _server.Uri;
        }

        public void Say(string line) => _lines.Writer.TryWrite(line);

        /// <summary>Breaks the connection without a goodbye.</summary>
        public async Task DropAsync() => await _lines.Writer.WriteAsync(null, TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            _lines.Writer.TryComplete();
            await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
