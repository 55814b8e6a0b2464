using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using DualTwin.Server.Tests.Support;

namespace DualTwin.Server.Tests;

public sealed class WebSocketTests
{
    [Fact]
    public async Task Read_SameView_HasTheSameBytesAsTheStream()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        using var stream = await SseReader.OpenAsync(server.Client);
        using var socket = await ConnectAsync(server);

        var sent = (await stream.NextAsync())!;
        var received = await ReceiveAsync(socket);

        Assert.Equal($"{{\"event\":\"view\",\"id\":{sent.Id},\"data\":{sent.Data}}}", received);
    }

    [Fact]
    public async Task Reopen_WithLastEventId_ResumesEvents()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        var last = server.Feed.Current.Id;
        var known = server.Feed.Current.View.State.Events.Count;
        await server.FeedAsync([.. Frames.Flags(3)]);
        var expected = server.Feed.Current.View.State.Events.Skip(known).Select(e => e.Id).ToList();

        using var socket = await ConnectAsync(server, $"?last_event_id={last}");
        var ids = new List<long>();
        for (var i = 0; i < expected.Count; i++)
        {
            using var message = JsonDocument.Parse(await ReceiveAsync(socket));
            Assert.Equal("event", message.RootElement.GetProperty("event").GetString());
            ids.Add(message.RootElement.GetProperty("data").GetProperty("id").GetInt64());
        }

        Assert.Equal(expected, ids);
    }

    [Fact]
    public async Task Close_ByTheReader_IsAnswered()
    {
        await using var server = await TestServer.StartAsync();
        await server.FeedAsync(Frames.Race());
        using var socket = await ConnectAsync(server);
        await ReceiveAsync(socket);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", TestServer.Token);

        Assert.Equal(WebSocketState.Closed, socket.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task Talk_TooMuch_IsClosedWithTheReason()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await ConnectAsync(server);
        await ReceiveAsync(socket);

        await socket.SendAsync(new byte[10_000], WebSocketMessageType.Text, endOfMessage: true, TestServer.Token);
        var result = await socket.ReceiveAsync(new byte[100].AsMemory(), TestServer.Token);

        Assert.Equal(WebSocketMessageType.Close, result.MessageType);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Fact]
    public async Task Connect_ForeignOrigin_IsRefused()
    {
        await using var server = await TestServer.StartAsync();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, origin: "https://evil.example"));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<ClientWebSocket> ConnectAsync(TestServer server, string query = "", string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new Uri($"ws://{server.Host.Address!.Authority}/api/v1/ws{query}"), TestServer.Token);
        return socket;
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 20];
        var length = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(buffer.AsMemory(length), TestServer.Token);
            length += result.Count;
        }
        while (!result.EndOfMessage);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
