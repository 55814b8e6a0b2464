using System.Net.WebSockets;
using DualTwin.Server.Api;
using DualTwin.Server.Errors;
using DualTwin.Server.Metrics;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Streaming;

/// <summary><c>GET /stream</c> (server-sent events) and <c>GET /ws</c> (WebSocket): the same messages over both.</summary>
internal sealed partial class StreamEndpoints(
    SessionHost session, ConnectionGate gate, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StreamEndpoints> logger)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = ActivatorUtilities.CreateInstance<StreamEndpoints>(routes.ServiceProvider);
        routes.MapApiGet("/stream", endpoints.StreamAsync, EndpointDescriptions.Stream);
        routes.MapApiGet("/ws", endpoints.WebSocketAsync, EndpointDescriptions.WebSocket);
    }

    private async Task StreamAsync(HttpContext context)
    {
        var request = StreamRequest.From(context.Request);
        ApiResponses.SetVersion(context, request.Version);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var transport = new ServerSentTransport(response.BodyWriter, time);
        transport.WriteRetry();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await RunAsync(context, request, transport, ending.Token);
    }

    private async Task WebSocketAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, "'Upgrade' is missing; expected a WebSocket handshake.");
        }

        var request = StreamRequest.From(context.Request);
        ApiResponses.SetVersion(context, request.Version);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var transport = new WebSocketTransport(socket, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        var listening = transport.ListenAsync(ending.Token);
        var running = RunAsync(context, request, transport, sending.Token);
        await Task.WhenAny(listening, running);
        await sending.CancelAsync();
        await running;
        await CloseAsync(socket, listening, context);
    }

    private async Task RunAsync(HttpContext context, StreamRequest request, IStreamTransport transport, CancellationToken cancellationToken)
    {
        // The server's own limit counts bytes per second, which a quiet stream would fall below.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        gate.StreamOpened();
        try
        {
            await new StreamSession(session.Feed, request, transport, gate, time).RunAsync(cancellationToken);
        }
        catch (StalledReaderException e)
        {
            gate.CountStalled();
            LogStalled(logger, context.Connection.RemoteIpAddress, e.Message);
            context.Abort();
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            LogLeft(logger, context.Connection.RemoteIpAddress, e.Message);
        }
        finally
        {
            gate.StreamClosed();
        }
    }

    private async Task CloseAsync(WebSocket socket, Task<(WebSocketCloseStatus Status, string Reason)> listening, HttpContext context)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            var (status, reason) = listening.IsCompletedSuccessfully
                ? await listening
                : (WebSocketCloseStatus.EndpointUnavailable, "The server is stopping.");
            await socket.CloseOutputAsync(status, reason, context.RequestAborted).WithinLimitAsync(time, context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or StalledReaderException)
        {
            LogLeft(logger, context.Connection.RemoteIpAddress, e.Message);
        }
    }

    [LoggerMessage(400, LogLevel.Information, "Stream to {Reader} ended: {Reason}")]
    private static partial void LogStalled(ILogger logger, System.Net.IPAddress? reader, string reason);

    [LoggerMessage(401, LogLevel.Debug, "Stream to {Reader} ended: {Reason}")]
    private static partial void LogLeft(ILogger logger, System.Net.IPAddress? reader, string reason);
}
