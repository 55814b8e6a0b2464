using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace DualTwin.Sources.Tests.WebSocket;

/// <summary>A TCP server that does to each client what no WebSocket library would.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public HostileServer(Func<NetworkStream, CancellationToken, Task> treat)
    {
        _listener.Start();
        _running = RunAsync(treat);
    }

    public Uri Uri => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/telemetry");

    /// <summary>Never completes but by cancellation.</summary>
    public static Task Silence(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    /// <summary>Answers the handshake as RFC 6455 asks.</summary>
    public static async Task ShakeHandsAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var key = string.Empty;
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            key = line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase) ? line.Split(':')[1].Trim() : key;
        }

#pragma warning disable CA5350 // The protocol asks for SHA-1 here; it protects nothing.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        var answer = $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // The listener must outlive its loop: one that is stopped in between answers the next accept with an error.
        await _stop.CancelAsync();
        await _running;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task RunAsync(Func<NetworkStream, CancellationToken, Task> treat)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TreatAsync(client, treat);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test is over.
            return;
        }
    }

    private async Task TreatAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> treat)
    {
        try
        {
            await treat(client.GetStream(), _stop.Token);
        }
        catch (IOException)
        {
            // The client went away, as it should from a server like this.
            client.Close();
        }
    }
}
