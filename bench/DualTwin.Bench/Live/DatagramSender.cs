using System.Net;
using System.Net.Sockets;

namespace DualTwin.Bench.Live;

/// <summary>One datagram a message, all from one socket: a second sender would not be listened to while the first may still be there.</summary>
internal sealed class DatagramSender : ISnapshotSender
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly IPEndPoint _to = new(IPAddress.Loopback, FreePort());

    public int Port => _to.Port;

    public string Source => $"udp:127.0.0.1:{Port}";

    public void Accept() => _socket.Connect(_to);

    public void Send(ReadOnlySpan<byte> message)
    {
        try
        {
            _socket.Send(message);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // The program does not listen yet; the warm-up lasts until it does.
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }
}
