using System.Net.Sockets;
using System.Text;

namespace DualTwin.Server.Tests.Support;

/// <summary>Opens a stream and never reads from it.</summary>
internal sealed class StalledReader(Uri address, string path) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };

    public async Task OpenAsync()
    {
        await _socket.ConnectAsync(address.Host, address.Port, TestServer.Token);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        await _socket.SendAsync(request, TestServer.Token);
    }

    public void Dispose() => _socket.Dispose();
}
