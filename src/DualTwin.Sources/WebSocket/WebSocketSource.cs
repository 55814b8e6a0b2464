using System.Runtime.CompilerServices;
using DualTwin.Sources.Json;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.WebSocket;

/// <summary>
/// Snapshots as JSON text from a WebSocket server. One reading is one connection: it ends by throwing how the connection ended, and
/// never by itself, since a live server that says goodbye may come back.
/// </summary>
public sealed class WebSocketSource : ITelemetrySource
{
    private readonly WebSocketSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IMessageTap? _tap;

    /// <param name="options">Which server, and within which limits.</param>
    /// <param name="time">The clock of arrival and timeouts.</param>
    /// <param name="logger">Takes a bounded number of refusals.</param>
    /// <param name="tap">Sees every message as it is taken; null for nobody.</param>
    /// <exception cref="SourceException">An option is wrong; the message names all that are.</exception>
    public WebSocketSource(WebSocketSourceOptions options, TimeProvider time, ILogger<WebSocketSource> logger, IMessageTap? tap = null)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
        {
            throw new SourceException($"The WebSocket source cannot run: {string.Join(' ', problems)}");
        }

        _options = options;
        _time = time;
        _logger = logger;
        _tap = tap;
        Identity = IdentityOf(options);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <summary>Who makes the frames of a source with these options.</summary>
    public static SourceIdentity IdentityOf(WebSocketSourceOptions options) => new("websocket", EndpointName.Of(options.Uri), SourceMode.Live);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var connection = await WebSocketDialer.ConnectAsync(_options, _time, cancellationToken);
        var intake = new JsonMessageIntake(Identity, Counters, _time, _logger) { Tap = _tap };
        while (true)
        {
            var message = await connection.NextAsync(cancellationToken);
            if (intake.Take(message) is { } frame)
            {
                Counters.CountFrame();
                yield return frame;
            }
        }
    }
}
