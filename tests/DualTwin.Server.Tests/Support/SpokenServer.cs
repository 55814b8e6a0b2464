using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Server.Tests.Support;

/// <summary>A WebSocket server that says a snapshot of two cars when the test tells it to, and counts its connections.</summary>
internal sealed class SpokenServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<WebSocket, byte> _open = new();
    private int _accepted;

    private SpokenServer(WebApplication application) => _application = application;

    public string Url => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("http://", "ws://", StringComparison.Ordinal) + "/telemetry";

    /// <summary>Connections since the start.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections now.</summary>
    public int Open => _open.Count;

    /// <summary>The newest connection's Authorization header and query.</summary>
    public (string Header, string Query) Asked { get; private set; }

    public static async Task<SpokenServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var server = new SpokenServer(application);
        application.UseWebSockets();
        application.Run(server.HoldAsync);
        await application.StartAsync(TestServer.Token);
        return server;
    }

    /// <summary>Says to all that listen where the cars are at <paramref name="at"/>.</summary>
    public async Task SayAsync(DateTimeOffset at, int speedKph)
    {
        var text = Encoding.UTF8.GetBytes($$"""
            {"timestamp":"{{at:O}}","cars":[
             {"car_id":"44","team":"Ferrari","driver":"Lewis Hamilton","position":1,"speed":{{speedKph}},"lap":12},
             {"car_id":"16","team":"Ferrari","driver":"Charles Leclerc","position":2,"speed":{{speedKph}},"lap":12}]}
            """);
        foreach (var socket in _open.Keys)
        {
            try
            {
                await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, TestServer.Token);
            }
            catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
            {
                // The reader has left.
            }
        }
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task HoldAsync(HttpContext context)
    {
        Asked = (context.Request.Headers.Authorization.ToString(), context.Request.QueryString.Value ?? "");
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        Interlocked.Increment(ref _accepted);
        _open.TryAdd(socket, 0);
        try
        {
            var buffer = new byte[256];
            while ((await socket.ReceiveAsync(buffer, context.RequestAborted)).MessageType != WebSocketMessageType.Close)
            {
                // Readers have nothing to say; what they say is passed over.
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The reader has left without a word.
        }
        finally
        {
            _open.TryRemove(socket, out _);
        }
    }
}
