using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace DualTwin.Bench.Live;

/// <summary>A WebSocket server for one reader, reduced to what sends: a handshake, then a text frame for each message in one call.</summary>
internal sealed class WebSocketSender : ISnapshotSender
{
    private const string HandshakeKey = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const byte FinalText = 0x81;
    private const byte LengthInTwoBytes = 126;
    private const int HeadBytes = 4;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _frame = new byte[HeadBytes + ushort.MaxValue];
    private Socket? _reader;

    public WebSocketSender() => _listener.Start();

    public string Source => $"websocket:ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public void Accept()
    {
        _reader = _listener.AcceptSocket();
        _reader.NoDelay = true;
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, _reader.Receive(buffer)));
        }

        var key = request.ToString().Split("\r\n").First(l => l.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
#pragma warning disable CA5350 // The WebSocket protocol's handshake is defined with SHA-1; it proves nothing but that both speak it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeKey)));
#pragma warning restore CA5350
        _reader.Send(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }

    public void Send(ReadOnlySpan<byte> message)
    {
        (_frame[0], _frame[1]) = (FinalText, LengthInTwoBytes);
        BinaryPrimitives.WriteUInt16BigEndian(_frame.AsSpan(2), checked((ushort)message.Length));
        message.CopyTo(_frame.AsSpan(HeadBytes));
        _reader!.Send(_frame.AsSpan(0, HeadBytes + message.Length));
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _listener.Dispose();
    }
}
