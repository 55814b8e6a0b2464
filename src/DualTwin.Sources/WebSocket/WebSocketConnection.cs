using System.Buffers;
using System.Net.WebSockets;

namespace DualTwin.Sources.WebSocket;

/// <summary>An open connection: gives whole messages, put together from however many fragments they come in. For one reader.</summary>
internal sealed class WebSocketConnection : IDisposable
{
    private const int FirstBufferBytes = 64 * 1024;

    private readonly ClientWebSocket _socket;
    private readonly HttpMessageInvoker _invoker;
    private readonly WebSocketSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _deadline;
    private byte[] _buffer;
    private volatile bool _late;

    public WebSocketConnection(ClientWebSocket socket, HttpMessageInvoker invoker, WebSocketSourceOptions options, TimeProvider time)
    {
        _socket = socket;
        _invoker = invoker;
        _options = options;
        _time = time;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBufferBytes, options.MaxMessageBytes));
        // Aborting ends a read that waits, and costs no linked token for each message as a cancellation would.
        _deadline = time.CreateTimer(_ => Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The next message. Its bytes are valid until the next call.</summary>
    /// <exception cref="SourceException">The connection is over; the message says how it ended.</exception>
    public async ValueTask<WebSocketMessage> NextAsync(CancellationToken cancellationToken)
    {
        long bytes = 0;
        try
        {
            // Reading nothing waits for a message to begin: from there on its time counts.
            var part = await _socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw await ClosedAsync(cancellationToken);
            }

            _deadline.Change(_options.MessageTimeout, Timeout.InfiniteTimeSpan);
            while (!part.EndOfMessage)
            {
                part = await _socket.ReceiveAsync(RoomAfter(bytes), cancellationToken);
                bytes += part.Count;
            }

            _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return Message(part.MessageType, bytes);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _late
                ? WebSocketFailure.MessageTimedOut(_options.Uri, _options.MessageTimeout)
                : WebSocketFailure.Broken(_options, problem);
        }
    }

    public void Dispose()
    {
        _deadline.Dispose();
        _socket.Dispose();
        _invoker.Dispose();
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A message that has begun has to end: a server that sends a byte now and then would hold the connection for ever.
    private void Abort()
    {
        _late = true;
        _socket.Abort();
    }

    /// <summary>Room for what comes after <paramref name="bytes"/>; of a message that is too large all else goes to the same place.</summary>
    private Memory<byte> RoomAfter(long bytes)
    {
        if (bytes > _options.MaxMessageBytes)
        {
            return _buffer;
        }

        if (bytes == _buffer.Length)
        {
            // One byte more than the largest message tells that a message is larger.
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(bytes * 2, _options.MaxMessageBytes + 1L));
            _buffer.AsSpan(0, (int)bytes).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory((int)bytes);
    }

    private WebSocketMessage Message(WebSocketMessageType type, long bytes) => bytes > _options.MaxMessageBytes
        ? new WebSocketMessage(type, bytes, default)
        : new WebSocketMessage(type, bytes, _buffer.AsMemory(0, (int)bytes));

    private async Task<SourceException> ClosedAsync(CancellationToken cancellationToken)
    {
        var closed = WebSocketFailure.Closed(_options.Uri, _socket.CloseStatus, _socket.CloseStatusDescription);
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, either.Token);
            return closed;
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The server did not wait for our goodbye; that it said its own is what matters.
            return new SourceException(closed.Message, problem);
        }
    }
}
