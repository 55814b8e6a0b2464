using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.WebSocket;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Sources.Tests.WebSocket;

public sealed class WebSocketConnectTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private static WebSocketSource Source(Uri uri) => Source(new WebSocketSourceOptions { Uri = uri });

    private static WebSocketSource Source(WebSocketSourceOptions options) => new(options, TimeProvider.System, NullLogger<WebSocketSource>.Instance);

    [Theory]
    [InlineData(401, "it refuses the token, or wants one")]
    [InlineData(403, "it refuses the token, or wants one")]
    [InlineData(404, "there is nothing at this path")]
    [InlineData(503, "the server cannot serve now")]
    [InlineData(200, "expected 101")]
    public async Task Read_OtherStatus_SaysWhichAndWhatItMeans(int status, string advice)
    {
        await using var server = await WebSocketServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var cause = await Source(server.Uri).CauseAsync();

        Assert.StartsWith($"ws://localhost:{server.Port}/telemetry answered {status}: {advice}", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Redirect_IsToldAndNotFollowed()
    {
        var asked = 0;
        await using var server = await WebSocketServer.StartAsync(context =>
        {
            Interlocked.Increment(ref asked);
            context.Response.Redirect("/elsewhere?token=secret");
            return Task.CompletedTask;
        });

        var cause = await Source(server.Uri).CauseAsync();

        Assert.Contains("answered 302: it sends elsewhere (/elsewhere), and redirects are not followed", cause, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Read_NothingListens_SaysRefused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var cause = await Source(new Uri($"ws://127.0.0.1:{port}/")).CauseAsync();

        Assert.Contains($"nothing listens on port {port}", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_UnknownName_SaysDns()
    {
        var uri = new Uri("ws://no-such-host.invalid:8080/telemetry");
        var cause = await Source(new WebSocketSourceOptions { Uri = uri, ConnectTimeout = TimeSpan.FromSeconds(60) }).CauseAsync();

        Assert.Equal("ws://no-such-host.invalid:8080/telemetry cannot be reached: the name no-such-host.invalid is unknown to DNS.", cause);
    }

    [Fact]
    public async Task Read_ServerSilentInHandshake_TimesOut()
    {
        await using var server = new HostileServer((_, stop) => HostileServer.Silence(stop));

        var cause = await Source(new WebSocketSourceOptions { Uri = server.Uri, ConnectTimeout = Short }).CauseAsync();

        Assert.Contains("did not complete the handshake within 0.2 s", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HandshakeByteByByte_TimesOut()
    {
        await using var server = new HostileServer((stream, stop) => TrickleAsync(stream, (byte)'H', stop));

        var cause = await Source(new WebSocketSourceOptions { Uri = server.Uri, ConnectTimeout = Short }).CauseAsync();

        Assert.Contains("did not complete the handshake within 0.2 s", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_MessageByteByByte_TimesOut()
    {
        await using var server = new HostileServer(async (stream, stop) =>
        {
            await HostileServer.ShakeHandsAsync(stream, stop);
            // A text message of a million bytes, of which only the first few ever come.
            await stream.WriteAsync(new byte[] { 0x81, 127, 0, 0, 0, 0, 0, 0x0F, 0x42, 0x40, (byte)'{' }, stop);
            await HostileServer.Silence(stop);
        });

        var cause = await Source(new WebSocketSourceOptions { Uri = server.Uri, MessageTimeout = Short }).CauseAsync();

        Assert.Contains("began a message and did not end it within 0.2 s.", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_MessageWithoutEnd_TimesOutAndHoldsNoMoreThanTheLimit()
    {
        await using var server = await WebSocketServer.TalkingAsync(async socket =>
        {
            var part = Encoding.UTF8.GetBytes(new string('x', 50_000));
            while (socket.State == WebSocketState.Open)
            {
                await WebSocketServer.SendAsync(socket, part, end: false);
            }
        });

        var cause = await Source(new WebSocketSourceOptions { Uri = server.Uri, MessageTimeout = Short, MaxMessageBytes = 2048 }).CauseAsync();

        Assert.Contains("began a message and did not end it", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoAnswerToPings_LosesTheConnection()
    {
        await using var server = new HostileServer(async (stream, stop) =>
        {
            await HostileServer.ShakeHandsAsync(stream, stop);
            await HostileServer.Silence(stop);
        });

        var options = new WebSocketSourceOptions { Uri = server.Uri, KeepAliveInterval = Short, KeepAliveTimeout = Short };
        var cause = await Source(options).CauseAsync();

        Assert.Contains("did not answer a ping within 0.2 s", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ServerCloses_SaysCodeAndReason()
    {
        await using var server = await WebSocketServer.TalkingAsync(socket => socket.CloseAsync(
            WebSocketCloseStatus.EndpointUnavailable, "session\nover", TestContext.Current.CancellationToken));

        var cause = await Source(server.Uri).CauseAsync();

        Assert.EndsWith("closed the connection with 1001 (EndpointUnavailable), saying 'session over'.", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ServerClosesAfterEveryMessage_EachReadingGivesTheMessageThenTheCause()
    {
        await using var server = await WebSocketServer.TalkingAsync(async socket =>
        {
            await WebSocketServer.SendAsync(socket, Snapshot.Text(0));
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        });

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var source = Source(server.Uri);
            Assert.Contains("1000 (NormalClosure)", await source.CauseAsync(), StringComparison.Ordinal);
            Assert.Equal(1, source.Counters.Frames);
        }
    }

    [Fact]
    public async Task Read_ServerDies_SaysLostWithoutGoodbye()
    {
        await using var server = new HostileServer((stream, stop) => HostileServer.ShakeHandsAsync(stream, stop));

        var cause = await Source(server.Uri).CauseAsync();

        Assert.EndsWith("the connection was lost without a goodbye.", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ProtocolBroken_SaysSo()
    {
        await using var server = new HostileServer(async (stream, stop) =>
        {
            await HostileServer.ShakeHandsAsync(stream, stop);
            await stream.WriteAsync(new byte[] { 0x83, 0x00 }, stop);
            await HostileServer.Silence(stop);
        });

        var cause = await Source(server.Uri).CauseAsync();

        Assert.Contains("the server broke the WebSocket protocol", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Cancelled_EndsByCancellation()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var server = await WebSocketServer.SendingAsync(Snapshot.Text(0));
        await using var frames = Source(server.Uri).ReadAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await frames.MoveNextAsync());

        var next = frames.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public void Make_WrongOptions_NamesAllProblems()
    {
        var options = new WebSocketSourceOptions
        {
            Uri = new Uri("http://me:secret@localhost/x?token=secret"),
            ConnectTimeout = TimeSpan.Zero,
            MessageTimeout = TimeSpan.FromHours(1),
            MaxMessageBytes = 1,
            KeepAliveInterval = TimeSpan.FromDays(1),
            KeepAliveTimeout = TimeSpan.Zero,
            CaFile = "ca.pem",
            Token = new WebSocketToken(),
        };

        var problem = Assert.Throws<SourceException>(() => Source(options));

        Assert.Equal(
            "The WebSocket source cannot run: Uri is http://localhost/x; expected an address that begins with ws:// or wss://. "
            + "Token names both or none of File and EnvironmentVariable; expected one of them. "
            + "CaFile is ca.pem; expected none for an address that is not wss://. "
            + "ConnectTimeout is 00:00:00; expected 10 ms to 60 s. MessageTimeout is 01:00:00; expected 10 ms to 5 min. "
            + "MaxMessageBytes is 1; expected 1024 to 67108864. "
            + "KeepAliveInterval is 1.00:00:00; expected 10 ms to 10 min, or zero for no pings. "
            + "KeepAliveTimeout is 00:00:00; expected 10 ms to 10 min.",
            problem.Message);
    }

    [Fact]
    public void Options_Defaults_AreValid() =>
        Assert.Empty(new WebSocketSourceOptions { Uri = new Uri("ws://localhost:8080/telemetry") }.Problems());

    private static async Task TrickleAsync(NetworkStream stream, byte value, CancellationToken stop)
    {
        using var second = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        do
        {
            await stream.WriteAsync(new[] { value }, stop);
        }
        while (await second.WaitForNextTickAsync(stop));
    }
}
