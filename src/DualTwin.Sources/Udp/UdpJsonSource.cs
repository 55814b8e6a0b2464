using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DualTwin.Sources.Json;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Udp;

/// <summary>
/// Snapshots as JSON from UDP, one datagram a message. Of several senders the first that delivers is followed until it is silent.
/// Reading ends when it is cancelled; what a datagram holds, or the network says of others, never ends it.
/// </summary>
public sealed partial class UdpJsonSource : ITelemetrySource
{
    /// <summary>Datagrams that may wait for the reader; the sockets' own buffers hold bursts.</summary>
    private const int Capacity = 16;

    private readonly UdpJsonSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FollowedSender _sender;
    private JsonMessageIntake _intake;
    private JsonMessageIntake _candidate;
    private IReadOnlyList<IPEndPoint> _endPoints = [];

    /// <param name="options">Where to listen.</param>
    /// <param name="time">The clock of arrival and of the senders' silence.</param>
    /// <param name="logger">Takes where it listens and a bounded number of refusals.</param>
    /// <param name="tap">Sees every message of the followed sender as it is taken; null for nobody.</param>
    /// <exception cref="SourceException">An option is wrong; the message names all that are.</exception>
    public UdpJsonSource(UdpJsonSourceOptions options, TimeProvider time, ILogger<UdpJsonSource> logger, IMessageTap? tap = null)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
        {
            throw new SourceException($"The UDP source cannot run: {string.Join(' ', problems)}");
        }

        _options = options;
        _time = time;
        _logger = logger;
        Identity = IdentityOf(options);
        _sender = new FollowedSender(options.SenderTimeout, time);
        _intake = new JsonMessageIntake(Identity, Counters, time, logger) { Tap = tap };
        _candidate = new JsonMessageIntake(Identity, Counters, time, logger) { Tap = tap };
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <summary>Where the source listens; empty before it does. Safe to read from any thread.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => Volatile.Read(ref _endPoints);

    private static ReadOnlySpan<byte> TextBegins => [(byte)'{', (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Who makes the frames of a source with these options.</summary>
    public static SourceIdentity IdentityOf(UdpJsonSourceOptions options) => new("udp", $"{options.Host}:{options.Port}", SourceMode.Live);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var received = Channel.CreateBounded<ReceivedDatagram>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
            SingleWriter = false,
            AllowSynchronousContinuations = false,
        });
        var sockets = await UdpBinding.BindAsync(_options, cancellationToken);
        var listeners = sockets.Select(socket => new UdpListener(socket, Counters)).ToList();
        var running = Task.WhenAll(listeners.Select(listener => ListenAsync(listener, received.Writer, cancellationToken)));
        // At once with the cancellation, so that the port is free for who listens next.
        await using var stop = cancellationToken.Register(() => Stop(listeners, received.Writer));
        try
        {
            Tell(listeners);
            await foreach (var datagram in received.Reader.ReadAllAsync(CancellationToken.None))
            {
                var frame = Take(datagram.Place);
                datagram.Listener.Free(datagram.Place);
                if (frame is not null)
                {
                    Counters.CountFrame();
                    yield return frame;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            Stop(listeners, received.Writer);
            // What a listener failed of has come through the channel already.
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Stop(List<UdpListener> listeners, ChannelWriter<ReceivedDatagram> received)
    {
        listeners.ForEach(listener => listener.Dispose());
        received.TryComplete();
    }

    private static async Task ListenAsync(
        UdpListener listener, ChannelWriter<ReceivedDatagram> received, CancellationToken cancellationToken)
    {
        try
        {
            await listener.RunAsync(received);
        }
        catch (Exception problem)
        {
            // Disposing ends the loop by an exception as well; the channel is complete by then, or this completes it.
            received.TryComplete(cancellationToken.IsCancellationRequested ? null : problem);
            throw;
        }
    }

    private Frame? Take(Datagram datagram)
    {
        if (WhyLeft(datagram) is { } reason)
        {
            Counters.CountMessage();
            Counters.Refuse(reason);
            return null;
        }

        return _sender.IsFollowed(datagram.Sender) ? TakeFollowed(datagram) : TakeNew(datagram);
    }

    private Frame? TakeFollowed(Datagram datagram)
    {
        var frame = _intake.Take(datagram.Content);
        if (frame is not null)
        {
            _sender.Delivered(datagram.Sender);
        }

        return frame;
    }

    // What a sender says that may turn out to be none leaves what is known of the followed one as it is.
    private Frame? TakeNew(Datagram datagram)
    {
        _candidate.Forget();
        if (_candidate.Take(datagram.Content) is not { } frame)
        {
            return null;
        }

        (_intake, _candidate) = (_candidate, _intake);
        _sender.Delivered(datagram.Sender);
        return frame;
    }

    private string? WhyLeft(Datagram datagram)
    {
        if (datagram.Length == 0)
        {
            return UdpRefusal.Empty;
        }

        if (!TextBegins.Contains(datagram.Content[0]) && !datagram.Content.StartsWith(ByteOrderMark))
        {
            return UdpRefusal.Binary;
        }

        return _sender.MayDeliver(datagram.Sender) ? null : UdpRefusal.OtherSender;
    }

    private void Tell(List<UdpListener> listeners)
    {
        Volatile.Write(ref _endPoints, listeners.ConvertAll(listener => listener.EndPoint));
        foreach (var listener in listeners)
        {
            LogListening(_logger, listener.EndPoint, listener.ReceiveBufferBytes, _options.ReceiveBufferBytes);
        }
    }

    [LoggerMessage(
        EventId = 3221, Level = LogLevel.Information, Message = "UDP listens on {EndPoint}; its buffer holds {Bytes} bytes, {Asked} were asked for")]
    private static partial void LogListening(ILogger logger, IPEndPoint endPoint, int bytes, int asked);
}
