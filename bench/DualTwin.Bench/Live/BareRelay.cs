using System.Net;
using System.Net.Sockets;

namespace DualTwin.Bench.Live;

/// <summary>
/// The least that a server could do, as a baseline: one thread that takes datagrams and writes each, as it came, to every stream
/// client. What it needs is what the sockets and the machine need at that time.
/// </summary>
internal sealed class BareRelay : IDisposable
{
    private readonly Socket _in = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Thread _thread;

    public BareRelay(int port, int clients)
    {
        _in.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _thread = new Thread(() => Relay(clients)) { IsBackground = true, Name = "bare relay" };
        _thread.Start();
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _in.Dispose();
        _listener.Dispose();
        _thread.Join();
    }

    private void Relay(int clients)
    {
        var readers = Enumerable.Range(0, clients).Select(_ => _listener.AcceptSocket()).ToList();
        readers.ForEach(reader => reader.NoDelay = true);
        var place = new byte[64 * 1024];
        "data: "u8.CopyTo(place);
        while (Receive(place.AsSpan(6, place.Length - 8)) is > 0 and var length)
        {
            "\n\n"u8.CopyTo(place.AsSpan(6 + length));
            readers.ForEach(reader => reader.Send(place.AsSpan(0, length + 8)));
        }

        readers.ForEach(reader => reader.Dispose());
    }

    // Zero when it is over: disposing ends the wait by an error.
    private int Receive(Span<byte> room)
    {
        try
        {
            return _in.Receive(room);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
