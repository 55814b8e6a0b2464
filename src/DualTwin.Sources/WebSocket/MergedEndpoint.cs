using System.Threading.Channels;
using DualTwin.Sources.Json;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.WebSocket;

/// <summary>One endpoint of several: connects, reads, and connects anew after a while, until it is stopped.</summary>
internal sealed partial class MergedEndpoint(
    int index,
    WebSocketSourceOptions endpoint,
    MultiWebSocketSourceOptions options,
    JsonMessageIntake intake,
    ChannelWriter<MergedItem> items,
    Func<double> jitter,
    TimeProvider time,
    ILogger logger)
{
    private readonly string _name = EndpointName.Of(endpoint.Uri);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var failed = 1; ; failed++)
            {
                var began = time.GetTimestamp();
                await AttemptAsync(cancellationToken);
                // An endpoint that closes after every message must not start its backoff anew with each.
                failed = time.GetElapsedTime(began) > options.MaxBackoff + endpoint.ConnectTimeout ? 1 : failed;
                var delay = Backoff.Delay(failed, options.ReconnectDelay, options.MaxBackoff, jitter());
                await Task.Delay(delay, time, cancellationToken);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            items.TryComplete(problem);
            throw;
        }
    }

    private async Task AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var connection = await WebSocketDialer.ConnectAsync(endpoint, time, cancellationToken);
            LogConnected(logger, _name);
            intake.Forget();
            await items.WriteAsync(new MergedItem(index, null, default, null), cancellationToken);
            await ReadAsync(connection, cancellationToken);
        }
        catch (SourceException problem)
        {
            LogDown(logger, _name, problem.Message);
            await items.WriteAsync(new MergedItem(index, null, default, problem.Message), cancellationToken);
        }
    }

    private async Task ReadAsync(WebSocketConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await connection.NextAsync(cancellationToken);
            if (intake.Take(message) is { } frame)
            {
                await items.WriteAsync(new MergedItem(index, frame, RecentContent.Digest(message.Content.Span), null), cancellationToken);
            }
        }
    }

    [LoggerMessage(EventId = 3211, Level = LogLevel.Information, Message = "Endpoint {Endpoint} is connected")]
    private static partial void LogConnected(ILogger logger, string endpoint);

    [LoggerMessage(EventId = 3212, Level = LogLevel.Warning, Message = "Endpoint {Endpoint} is down: {Cause}")]
    private static partial void LogDown(ILogger logger, string endpoint, string cause);
}
