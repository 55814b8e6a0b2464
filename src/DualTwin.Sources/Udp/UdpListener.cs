using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace DualTwin.Sources.Udp;

/// <summary>One bound socket and the loop that receives from it. Nothing is allocated for a datagram.</summary>
internal sealed class UdpListener : IDisposable
{
    // Datagrams that are received while earlier ones are read; the socket's buffer holds the rest.
    private const int Places = 4;

    // Errors without a datagram in between: by then the socket is broken, and going on would only spin.
    private const int MaxErrorsInRow = 100;

    private readonly Socket _socket;
    private readonly SourceCounters _counters;
    private readonly Channel<Datagram> _free = Channel.CreateBounded<Datagram>(Places);

    public UdpListener(Socket socket, SourceCounters counters)
    {
        _socket = socket;
        _counters = counters;
        for (var i = 0; i < Places; i++)
        {
            Free(new Datagram(socket.AddressFamily));
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Room that the operating system gave to hold datagrams, bytes; Linux tells twice of what it holds.</summary>
    public int ReceiveBufferBytes => _socket.ReceiveBufferSize;

    /// <summary>Gives a place back whose datagram was read.</summary>
    public void Free(Datagram place) => _free.Writer.TryWrite(place);

    /// <summary>Receives until the listener is disposed.</summary>
    /// <exception cref="SourceException">The socket is broken.</exception>
    public async Task RunAsync(ChannelWriter<ReceivedDatagram> received)
    {
        var errors = 0;
        while (true)
        {
            // Not cancelled by a token, which would cost an allocation each time, but by disposing.
            var place = await _free.Reader.ReadAsync(CancellationToken.None);
            try
            {
                place.Length = await _socket.ReceiveFromAsync(place.Room, SocketFlags.None, place.Sender, CancellationToken.None);
                errors = 0;
            }
            catch (SocketException problem) when (problem.SocketErrorCode != SocketError.OperationAborted)
            {
                Count(problem, ++errors);
                Free(place);
                continue;
            }

            await received.WriteAsync(new ReceivedDatagram(this, place), CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _free.Writer.TryComplete();
    }

    private void Count(SocketException problem, int inRow)
    {
        _counters.Refuse(problem.SocketErrorCode == SocketError.ConnectionReset ? UdpRefusal.ConnectionReset : UdpRefusal.SocketError);
        if (inRow >= MaxErrorsInRow)
        {
            throw new SourceException(
                $"The UDP socket failed {inRow} times without a datagram in between: {problem.Message} ({problem.SocketErrorCode}).", problem);
        }
    }
}
