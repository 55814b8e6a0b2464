using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DualTwin.Sources.Json;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.WebSocket;

/// <summary>
/// Several WebSocket endpoints that carry the same session, read all at once: each frame counts once, from whichever endpoint brings
/// it first. An endpoint that fails is tried again while another one is up; when all are down, reading throws what each one's cause is.
/// </summary>
/// <remarks>For one endpoint at a time, in an order of preference, give each a place of its own in the supervisor's list.</remarks>
public sealed class MultiWebSocketSource : ITelemetrySource
{
    /// <summary>Messages that may wait for the reader; when there are more, the endpoints are read no further.</summary>
    private const int Capacity = 64;

    // While one endpoint delivers, what another one sends wrong is counted but is no failure of the source.
    private static readonly TimeSpan DeliveredLately = TimeSpan.FromSeconds(2);

    private readonly MultiWebSocketSourceOptions _options;
    private readonly Func<double> _jitter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IMessageTap? _tap;
    private readonly Lock _jitterLock = new();
    private readonly string?[] _downCauses;
    private long _deliveredAt = long.MinValue;

    /// <param name="options">Which servers, and within which limits.</param>
    /// <param name="time">The clock of arrival, timeouts and delays.</param>
    /// <param name="jitter">Draws evenly from 0…1 for the backoff; never called twice at once.</param>
    /// <param name="logger">Takes connections, losses and a bounded number of refusals.</param>
    /// <param name="tap">Sees every message of every endpoint as it is taken, a channel for each; null for nobody.</param>
    /// <exception cref="SourceException">An option is wrong; the message names all that are.</exception>
    public MultiWebSocketSource(
        MultiWebSocketSourceOptions options, TimeProvider time, Func<double> jitter, ILogger<MultiWebSocketSource> logger, IMessageTap? tap = null)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
        {
            throw new SourceException($"The WebSocket source cannot run: {string.Join(' ', problems)}");
        }

        _options = options;
        _time = time;
        _jitter = jitter;
        _logger = logger;
        _tap = tap;
        _downCauses = new string?[options.Endpoints.Count];
        Identity = IdentityOf(options);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Notices =>
    [
        .. _options.Endpoints.Select((endpoint, i) => (endpoint.Uri, Cause: Volatile.Read(ref _downCauses[i])))
            .Where(down => down.Cause is not null)
            .Select(down => $"Endpoint {EndpointName.Of(down.Uri)} is down: {down.Cause}"),
    ];

    /// <summary>Who makes the frames of a source with these options.</summary>
    public static SourceIdentity IdentityOf(MultiWebSocketSourceOptions options) =>
        new("websocket", string.Join(" + ", options.Endpoints.Select(endpoint => EndpointName.Of(endpoint.Uri))), SourceMode.Live);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = Channel.CreateBounded<MergedItem>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
            SingleWriter = false,
            AllowSynchronousContinuations = false,
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.WhenAll(_options.Endpoints.Select((endpoint, i) => Endpoint(i, endpoint, items.Writer).RunAsync(stop.Token)));
        try
        {
            await foreach (var frame in MergeAsync(items.Reader, cancellationToken))
            {
                yield return frame;
            }
        }
        finally
        {
            await stop.CancelAsync();
            // What an endpoint failed of has come through the channel already.
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async IAsyncEnumerable<Frame> MergeAsync(
        ChannelReader<MergedItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new DuplicateFilter(_time);
        while (true)
        {
            var item = await items.ReadAsync(cancellationToken);
            if (item.Frame is not { } frame)
            {
                Volatile.Write(ref _downCauses[item.Endpoint], item.DownCause);
                ThrowIfAllDown(_downCauses);
            }
            else if (filter.Refusal(frame.MeasuredAt, item.Content) is { } reason)
            {
                Counters.Refuse(reason);
            }
            else
            {
                Volatile.Write(ref _deliveredAt, _time.GetTimestamp());
                Counters.CountFrame();
                yield return frame;
            }
        }
    }

    private MergedEndpoint Endpoint(int index, WebSocketSourceOptions endpoint, ChannelWriter<MergedItem> items)
    {
        var intake = new JsonMessageIntake(Identity, Counters, _time, _logger, CountRefusedMessage)
        {
            Tap = _tap,
            Channel = EndpointName.Of(endpoint.Uri),
        };
        return new MergedEndpoint(index, endpoint, _options, intake, items, Jitter, _time, _logger);
    }

    private double Jitter()
    {
        lock (_jitterLock)
        {
            return _jitter();
        }
    }

    private void CountRefusedMessage()
    {
        var deliveredAt = Volatile.Read(ref _deliveredAt);
        if (deliveredAt == long.MinValue || _time.GetElapsedTime(deliveredAt) > DeliveredLately)
        {
            Counters.CountRefusedMessage();
        }
    }

    private static void ThrowIfAllDown(string?[] downCauses)
    {
        if (Array.TrueForAll(downCauses, cause => cause is not null))
        {
            throw new SourceException($"No endpoint is up. {string.Join(' ', downCauses)}");
        }
    }
}
