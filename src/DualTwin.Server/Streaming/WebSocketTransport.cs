using System.Net.WebSockets;

namespace DualTwin.Server.Streaming;

/// <summary>The stream over a WebSocket: one text message for each.</summary>
internal sealed class WebSocketTransport(WebSocket socket, TimeProvider time) : IStreamTransport
{
    // A reader has nothing to say here; what it says is dropped, and a talkative one is sent away.
    private const int MostMessages = 100;
    private const int MostBytes = 4096;

    public ValueTask WriteAsync(StreamMessage message, CancellationToken cancellationToken)
    {
        var send = socket.SendAsync(message.WebSocket, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken);
        return send.IsCompletedSuccessfully ? send : new ValueTask(send.AsTask().WithinLimitAsync(time, cancellationToken));
    }

    // A message is sent when it is written, and the socket pings by itself.
    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Reads until the reader closes or says too much, and returns the status to close with.</summary>
    public async Task<(WebSocketCloseStatus Status, string Reason)> ListenAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        for (var messages = 0; messages < MostMessages; messages++)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return (WebSocketCloseStatus.NormalClosure, "Closed by the reader.");
            }

            if (!received.EndOfMessage)
            {
                return (WebSocketCloseStatus.MessageTooBig, $"This stream takes no message above {MostBytes} bytes.");
            }
        }

        return (WebSocketCloseStatus.PolicyViolation, "This stream takes no messages.");
    }
}
