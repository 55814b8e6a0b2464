using System.Buffers;
using System.Net.WebSockets;

namespace DualTwin.Sources.WebSocket;

/// <summary>An open connection: gives whole messages, put together from however many fragments they come in. For one reader.</summary>
internal sealed class WebSocketConnection(
    ClientWebSocket socket, HttpMessageInvoker invoker, WebSocketSourceOptions options, TimeProvider time) : IDisposable
{
    private const int FirstBufferBytes = 64 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBufferBytes, options.MaxMessageBytes));

    /// <summary>The next message. Its bytes are valid until the next call.</summary>
    /// <exception cref="SourceException">The connection is over; the message says how it ended.</exception>
    public async ValueTask<WebSocketMessage> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var first = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            if (first.MessageType == WebSocketMessageType.Close)
            {
                throw await ClosedAsync(cancellationToken);
            }

            return first.EndOfMessage
                ? Message(first.MessageType, first.Count)
                : await RestAsync(first, cancellationToken);
        }
        catch (WebSocketException problem)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WebSocketFailure.Broken(options.Uri, problem);
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        invoker.Dispose();
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A message that has begun has to end: a server that sends a byte now and then would hold the connection for ever.
    private async ValueTask<WebSocketMessage> RestAsync(ValueWebSocketReceiveResult first, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.MessageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        long bytes = first.Count;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(RoomAfter(bytes), either.Token);
                bytes += part.Count;
                if (part.EndOfMessage)
                {
                    return Message(first.MessageType, bytes);
                }
            }
        }
        catch (Exception problem) when (
            problem is OperationCanceledException or WebSocketException
            && timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw WebSocketFailure.MessageTimedOut(options.Uri, options.MessageTimeout, bytes);
        }
    }

    /// <summary>Room for what comes after <paramref name="bytes"/>; of a message that is too large all else goes to the same place.</summary>
    private Memory<byte> RoomAfter(long bytes)
    {
        if (bytes > options.MaxMessageBytes)
        {
            return _buffer;
        }

        if (bytes == _buffer.Length)
        {
            // One byte more than the largest message tells that a message is larger.
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(bytes * 2, options.MaxMessageBytes + 1L));
            _buffer.AsSpan(0, (int)bytes).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory((int)bytes);
    }

    private WebSocketMessage Message(WebSocketMessageType type, long bytes) => bytes > options.MaxMessageBytes
        ? new WebSocketMessage(type, bytes, default)
        : new WebSocketMessage(type, bytes, _buffer.AsMemory(0, (int)bytes));

    private async Task<SourceException> ClosedAsync(CancellationToken cancellationToken)
    {
        var closed = WebSocketFailure.Closed(options.Uri, socket.CloseStatus, socket.CloseStatusDescription);
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, either.Token);
            return closed;
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The server did not wait for our goodbye; that it said its own is what matters.
            return new SourceException(closed.Message, problem);
        }
    }
}
