using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Server.Tests.Support;

/// <summary>A WebSocket server that says a snapshot on connecting and another with each 50 ms.</summary>
internal sealed class SnapshotServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SnapshotServer(WebApplication application) => _application = application;

    public string Url => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("http://", "ws://", StringComparison.Ordinal) + "/telemetry";

    public static async Task<SnapshotServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.UseWebSockets();
        application.Run(context => SpeakAsync(context));
        await application.StartAsync(TestServer.Token);
        return new SnapshotServer(application);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task SpeakAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        try
        {
            do
            {
                var text = $$"""
                    {"timestamp":"{{TimeProvider.System.GetUtcNow():O}}",
                     "cars":[{"car_id":"44","team":"Ferrari","driver":"Lewis Hamilton","position":1,"speed":287.5,"lap":12}]}
                    """;
                await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
            }
            while (await timer.WaitForNextTickAsync(context.RequestAborted));
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The reader has left.
        }
    }
}
