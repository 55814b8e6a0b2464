using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DualTwin.Sources.Tests.WebSocket;

/// <summary>A WebSocket server on a free port of this machine.</summary>
internal sealed class WebSocketServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly bool _secure;

    private WebSocketServer(WebApplication application, bool secure) => (_application, _secure) = (application, secure);

    public int Port => new Uri(_application.Urls.Single()).Port;

    public Uri Uri => new($"{(_secure ? "wss" : "ws")}://localhost:{Port}/telemetry");

    public static async Task<WebSocketServer> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            // HTTP/1.1 alone: the handshake of RFC 6455 knows no other.
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var application = builder.Build();
        application.UseWebSockets();
        application.Run(answer);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new WebSocketServer(application, certificate is not null);
    }

    /// <summary>A server that runs <paramref name="talk"/> with each client, and then waits for it to go.</summary>
    public static Task<WebSocketServer> TalkingAsync(Func<System.Net.WebSockets.WebSocket, Task> talk, X509Certificate2? certificate = null) =>
        StartAsync(context => TalkAsync(context, talk), certificate);

    /// <summary>A server that sends these texts to each client, and then waits for it to go.</summary>
    public static Task<WebSocketServer> SendingAsync(params string[] texts) => TalkingAsync(async socket =>
    {
        foreach (var text in texts)
        {
            await SendAsync(socket, text);
        }
    });

    public static async Task TalkAsync(HttpContext context, Func<System.Net.WebSockets.WebSocket, Task> talk)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { DangerousEnableCompression = true });

        // Once the client is gone writes go nowhere and never fail: what talks until the socket closes would talk for ever, on a core of its own.
        await using var gone = context.RequestAborted.Register(socket.Abort);
        var nothing = new byte[16];
        try
        {
            await talk(socket);
            while (socket.State == WebSocketState.Open)
            {
                await socket.ReceiveAsync(nothing, context.RequestAborted);
            }
        }
        catch (Exception away) when (away is WebSocketException or OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // The client went without a goodbye, as the source does when it is cancelled.
            context.Abort();
        }
    }

    public static Task SendAsync(System.Net.WebSockets.WebSocket socket, string text, bool end = true) => SendAsync(socket, Encoding.UTF8.GetBytes(text), end);

    public static Task SendAsync(System.Net.WebSockets.WebSocket socket, byte[] text, bool end = true) =>
        socket.SendAsync(text, WebSocketMessageType.Text, end, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }
}
