using System.Net;
using System.Runtime.CompilerServices;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Udp;

/// <summary>
/// The F1 game's packets, or snapshots as JSON, from UDP: each datagram tells which it is. Of several senders the first that delivers is
/// followed until it is silent. Reading ends when it is cancelled; what a datagram holds, or the network says of others, never ends it.
/// </summary>
public sealed partial class UdpSource : ITelemetrySource
{
    /// <summary>Frames that may wait for the reader, four seconds of the game's; the sockets' own buffers hold bursts.</summary>
    private const int Capacity = 256;

    private readonly UdpSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FollowedSender _sender;
    private readonly AllowedSenders _allowed;
    private readonly Lock _taking = new();
    private SenderIntake _intake;
    private SenderIntake _candidate;
    private DatagramForwarder? _forwarder;
    private IReadOnlyList<IPEndPoint> _endPoints = [];

    /// <param name="options">Where to listen.</param>
    /// <param name="time">The clock of arrival and of the senders' silence.</param>
    /// <param name="logger">Takes where it listens and a bounded number of refusals.</param>
    /// <param name="tap">Sees every message of the followed sender as it is taken; null for nobody.</param>
    /// <exception cref="SourceException">An option is wrong; the message names all that are.</exception>
    public UdpSource(UdpSourceOptions options, TimeProvider time, ILogger<UdpSource> logger, IMessageTap? tap = null)
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
        _allowed = new AllowedSenders(options.AllowedSenders);
        _intake = new SenderIntake(Identity, Counters, time, logger, tap);
        _candidate = new SenderIntake(Identity, Counters, time, logger, tap);
    }

    /// <inheritdoc/>
    public SourceIdentity Identity { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <summary>Where the source listens; empty before it does. Safe to read from any thread.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => Volatile.Read(ref _endPoints);

    /// <summary>Who makes the frames of a source with these options.</summary>
    public static SourceIdentity IdentityOf(UdpSourceOptions options) => new("udp", $"{options.Host}:{options.Port}", SourceMode.Live);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var frames = new FrameHandover(Capacity);
        await using var forwarder = await DatagramForwarder.OpenAsync(_options, Counters, _time, _logger, cancellationToken);
        _forwarder = forwarder;
        var sockets = await UdpBinding.BindAsync(_options, cancellationToken);
        var listeners = sockets.Select(socket => new UdpListener(socket, Counters)).ToList();
        var running = Task.WhenAll(listeners.Select(listener => ListenAsync(listener, frames, cancellationToken)));
        // At once with the cancellation, so that the port is free for who listens next.
        await using var stop = cancellationToken.Register(() => Stop(listeners, frames));
        try
        {
            Tell(listeners);
            await foreach (var frame in frames.ReadAllAsync())
            {
                yield return frame;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            Stop(listeners, frames);
            // What a listener failed of has come through the handover already.
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Stop(List<UdpListener> listeners, FrameHandover frames)
    {
        listeners.ForEach(listener => listener.Dispose());
        frames.End();
    }

    private async Task ListenAsync(UdpListener listener, FrameHandover frames, CancellationToken cancellationToken)
    {
        try
        {
            await listener.RunAsync((datagram, sender) => Take(datagram, sender, frames));
        }
        catch (Exception problem)
        {
            // Disposing ends the loop by an exception as well; the handover is over by then, or this ends it.
            frames.End(cancellationToken.IsCancellationRequested ? null : problem);
            throw;
        }
    }

    // One datagram at a time: localhost is two sockets with a thread each.
    private void Take(ReadOnlySpan<byte> datagram, SocketAddress sender, FrameHandover frames)
    {
        lock (_taking)
        {
            Take(datagram, sender);
            while (_intake.Next() is { } frame)
            {
                Counters.CountFrame();
                frames.Write(frame);
            }
        }
    }

    private void Take(ReadOnlySpan<byte> datagram, SocketAddress sender)
    {
        if (WhyLeft(datagram, sender) is { } reason)
        {
            Counters.CountMessage();
            Counters.Refuse(reason);
            return;
        }

        if (_sender.IsFollowed(sender))
        {
            TakeFollowed(datagram, sender);
        }
        else
        {
            TakeNew(datagram, sender);
        }
    }

    private void TakeFollowed(ReadOnlySpan<byte> datagram, SocketAddress sender)
    {
        if (_intake.Take(datagram))
        {
            _sender.Delivered(sender);
        }
    }

    // What a sender says that may turn out to be none leaves what is known of the followed one as it is.
    private void TakeNew(ReadOnlySpan<byte> datagram, SocketAddress sender)
    {
        _candidate.Forget();
        if (_candidate.Take(datagram))
        {
            (_intake, _candidate) = (_candidate, _intake);
            _sender.Delivered(sender);
        }
    }

    private string? WhyLeft(ReadOnlySpan<byte> datagram, SocketAddress sender)
    {
        if (_allowed.Refuses(sender))
        {
            return UdpRefusal.UnlistedSender;
        }

        // Other tools get all that comes in from those allowed, also what is nothing to us; nobody else sends through this machine.
        _forwarder?.Forward(datagram);
        if (datagram.Length == 0)
        {
            return UdpRefusal.Empty;
        }

        if (!SenderIntake.IsGame(datagram) && !SenderIntake.IsText(datagram))
        {
            return UdpRefusal.Binary;
        }

        return _sender.MayDeliver(sender) ? null : UdpRefusal.OtherSender;
    }

    private void Tell(List<UdpListener> listeners)
    {
        Volatile.Write(ref _endPoints, listeners.ConvertAll(listener => listener.EndPoint));
        foreach (var listener in listeners)
        {
            LogListening(_logger, listener.EndPoint, listener.ReceiveBufferBytes, _options.ReceiveBufferBytes);
            if (!IPAddress.IsLoopback(listener.EndPoint.Address))
            {
                LogBeyondLoopback(_logger, listener.EndPoint, _allowed.Words);
            }
        }
    }

    [LoggerMessage(
        EventId = 3221, Level = LogLevel.Information, Message = "UDP listens on {EndPoint}; its buffer holds {Bytes} bytes, {Asked} were asked for")]
    private static partial void LogListening(ILogger logger, IPEndPoint endPoint, int bytes, int asked);

    [LoggerMessage(
        EventId = 3222,
        Level = LogLevel.Warning,
        Message = "UDP on {EndPoint} can be reached from other machines, as asked for; it takes datagrams from {Senders}")]
    private static partial void LogBeyondLoopback(ILogger logger, IPEndPoint endPoint, string senders);
}
