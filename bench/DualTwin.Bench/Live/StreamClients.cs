using System.Diagnostics;
using System.Net.Sockets;

namespace DualTwin.Bench.Live;

/// <summary>
/// Readers of a stream that cost almost nothing: plain sockets on one thread, which looks for the end of an event and for its marker
/// and does nothing else. HTTP/1.0, so that no chunk headers stand between the bytes.
/// </summary>
internal sealed class StreamClients : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private const int PollMicroseconds = 50_000;
    private readonly List<Client> _clients = [];
    private readonly List<double> _delays = [];
    private readonly Lock _lock = new();
    private readonly StampedMessages _messages;
    private readonly Thread _thread;
    private volatile bool _ending;

    public StreamClients(Uri address, string path, int count, StampedMessages messages)
    {
        _messages = messages;
        var request = System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\nHost: {address.Authority}\r\n\r\n");
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(address.Host, address.Port);
            socket.Send(request);
            _clients.Add(new Client(socket));
        }

        _thread = new Thread(Read) { IsBackground = true, Name = "stream clients" };
        _thread.Start();
    }

    /// <summary>The delays of all deliveries since the last call, ms, ascending.</summary>
    public double[] Take()
    {
        lock (_lock)
        {
            var delays = _delays.Order().ToArray();
            _delays.Clear();
            return delays;
        }
    }

    public void Dispose()
    {
        _ending = true;
        _thread.Join();
        _clients.ForEach(client => client.Socket.Dispose());
    }

    private void Read()
    {
        var bySocket = _clients.ToDictionary(client => client.Socket);
        var ready = new List<Socket>();
        while (!_ending)
        {
            ready.Clear();
            ready.AddRange(bySocket.Keys);
            Socket.Select(ready, null, null, PollMicroseconds);
            foreach (var socket in ready)
            {
                Receive(bySocket[socket]);
            }
        }
    }

    private void Receive(Client client)
    {
        var read = client.Socket.Receive(client.Buffer.AsSpan(client.Filled));
        if (read == 0)
        {
            throw new IOException("The server closed the stream.");
        }

        var now = Stopwatch.GetTimestamp();
        client.Filled += read;
        var rest = client.Buffer.AsSpan(0, client.Filled);
        while (rest.IndexOf("\n\n"u8) is >= 0 and var end)
        {
            if (_messages.AgeMilliseconds(rest[..end], now) is { } delay)
            {
                lock (_lock)
                {
                    _delays.Add(delay);
                }
            }

            rest = rest[(end + 2)..];
        }

        rest.CopyTo(client.Buffer);
        client.Filled = rest.Length;
    }

    private sealed class Client(Socket socket)
    {
        public Socket Socket { get; } = socket;

        public byte[] Buffer { get; } = new byte[BufferBytes];

        public int Filled { get; set; }
    }
}
