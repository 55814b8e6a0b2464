// Offers a made-up race to DualTwin, which connects here: dotnet run --project samples/WebSocketSender -- [port]
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Samples;

var port = args.Length > 0 ? args[0] : "8080";
var clock = TimeProvider.System;
var start = clock.GetTimestamp();
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
await using var application = builder.Build();
application.UseWebSockets();
application.Map("/telemetry", async (HttpContext context) =>
{
    if (!context.WebSockets.IsWebSocketRequest)
    {
        return Results.StatusCode(StatusCodes.Status426UpgradeRequired);
    }

    using var socket = await context.WebSockets.AcceptWebSocketAsync();
    using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
    while (socket.State == WebSocketState.Open)
    {
        var snapshot = MadeUpRace.Snapshot(clock.GetUtcNow(), clock.GetElapsedTime(start));
        await socket.SendAsync(snapshot, WebSocketMessageType.Text, endOfMessage: true, application.Lifetime.ApplicationStopping);
        await timer.WaitForNextTickAsync(application.Lifetime.ApplicationStopping);
    }

    return Results.Empty;
});
await application.RunAsync();
