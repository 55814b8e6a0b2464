using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace DualTwin.Sources.Udp;

/// <summary>One bound socket and the loop that receives from it. Nothing is allocated for a datagram.</summary>
internal sealed class UdpListener : IDisposable
{
    // One batch is read while the next comes in; the socket's buffer holds the rest.
    private const int Batches = 3;

    // Errors without a datagram in between: by then the socket is broken, and going on would only spin.
    private const int MaxErrorsInRow = 100;

    private readonly Socket _socket;
    private readonly SourceCounters _counters;
    private readonly Channel<DatagramBatch> _free = Channel.CreateBounded<DatagramBatch>(Batches);

    public UdpListener(Socket socket, SourceCounters counters)
    {
        _socket = socket;
        _counters = counters;
        for (var i = 0; i < Batches; i++)
        {
            Free(new DatagramBatch(socket.AddressFamily));
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Room that the operating system gave to hold datagrams, bytes; Linux tells twice of what it holds.</summary>
    public int ReceiveBufferBytes => _socket.ReceiveBufferSize;

    /// <summary>Gives a batch back whose datagrams were read.</summary>
    public void Free(DatagramBatch batch)
    {
        batch.Clear();
        _free.Writer.TryWrite(batch);
    }

    /// <summary>Receives until the listener is disposed.</summary>
    /// <exception cref="SourceException">The socket is broken.</exception>
    public async Task RunAsync(ChannelWriter<ReceivedBatch> received)
    {
        var errors = 0;
        while (true)
        {
            // Not cancelled by a token, which would cost an allocation each time, but by disposing.
            var batch = await _free.Reader.ReadAsync(CancellationToken.None);
            try
            {
                batch.Add(await _socket.ReceiveFromAsync(batch.Room, SocketFlags.None, batch.NextSender, CancellationToken.None));
                Drain(batch);
                errors = 0;
            }
            catch (SocketException problem) when (problem.SocketErrorCode != SocketError.OperationAborted)
            {
                Count(problem, ++errors);
            }

            if (batch.Count == 0)
            {
                Free(batch);
                continue;
            }

            await received.WriteAsync(new ReceivedBatch(this, batch), CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _free.Writer.TryComplete();
    }

    // What has come in by now is taken along; nothing is waited for.
    private void Drain(DatagramBatch batch)
    {
        while (batch.HasRoom && _socket.Available > 0)
        {
            batch.Add(_socket.ReceiveFrom(batch.Room.Span, SocketFlags.None, batch.NextSender));
        }
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
