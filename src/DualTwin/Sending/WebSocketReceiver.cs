using System.Net.WebSockets;
using System.Threading.Channels;

namespace DualTwin.Sending;

/// <summary>One connected receiver. It is sent the newest messages: one that reads too slowly misses the oldest, and holds nobody up.</summary>
internal sealed class WebSocketReceiver
{
    private const int Kept = 8;
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(1);

    private readonly WebSocket _socket;
    private readonly TimeProvider _clock;
    private readonly Channel<ReadOnlyMemory<byte>> _messages;
    private long _skipped;

    public WebSocketReceiver(WebSocket socket, TimeProvider clock)
    {
        _socket = socket;
        _clock = clock;
        var options = new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true };
        _messages = Channel.CreateBounded<ReadOnlyMemory<byte>>(options, _ => Interlocked.Increment(ref _skipped));
    }

    /// <summary>Messages that it was too slow for.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Hands it <paramref name="message"/>; never waits.</summary>
    public void Offer(ReadOnlyMemory<byte> message) => _messages.Writer.TryWrite(message);

    /// <summary>No more messages come: what is left is sent, then the connection is closed.</summary>
    public void End() => _messages.Writer.TryComplete();

    /// <summary>Sends until <see cref="End"/> or until the receiver is gone.</summary>
    public async Task RunAsync()
    {
        using var gone = new CancellationTokenSource();
        var listening = ListenAsync(gone);
        try
        {
            await foreach (var message in _messages.Reader.ReadAllAsync(gone.Token))
            {
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, gone.Token);
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "the sender has ended", gone.Token);
            await listening.WaitAsync(ClosingTime, _clock);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or TimeoutException)
        {
            // Gone in the middle, or never answered our goodbye: either way there is nobody left to send to.
            _socket.Abort();
        }

        await listening;
    }

    /// <summary>Ends at once, whatever is left.</summary>
    public void Abort() => _socket.Abort();

    // Receivers have nothing to say but goodbye; what else they say is read and forgotten.
    private async Task ListenAsync(CancellationTokenSource gone)
    {
        var buffer = new byte[256];
        try
        {
            while ((await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The connection broke or was cut off: the receiver is gone all the same.
        }

        await gone.CancelAsync();
    }
}
