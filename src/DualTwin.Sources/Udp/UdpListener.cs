using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace DualTwin.Sources.Udp;

/// <summary>
/// One bound socket and the thread that receives from it. Nothing is allocated for a datagram, and a thread of its own that waits in the
/// system takes a tenth of what waiting in the thread pool does, at the few hundred datagrams a second of a live feed.
/// </summary>
internal sealed class UdpListener : IDisposable
{
    // One batch is read while the next comes in; the socket's buffer holds the rest.
    private const int Batches = 3;

    // Errors without a datagram in between: by then the socket is broken, and going on would only spin.
    private const int MaxErrorsInRow = 100;

    private const int StackBytes = 256 * 1024;

    private readonly Socket _socket;
    private readonly SourceCounters _counters;
    private readonly Stack<DatagramBatch> _free = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopped;

    public UdpListener(Socket socket, SourceCounters counters)
    {
        _socket = socket;
        _counters = counters;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        ReceiveBufferBytes = socket.ReceiveBufferSize;
        for (var i = 0; i < Batches; i++)
        {
            _free.Push(new DatagramBatch(socket.AddressFamily));
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Room that the operating system gave to hold datagrams, bytes; Linux tells twice of what it holds.</summary>
    public int ReceiveBufferBytes { get; }

    /// <summary>Gives a batch back whose datagrams were read.</summary>
    public void Free(DatagramBatch batch)
    {
        batch.Clear();
        lock (_free)
        {
            _free.Push(batch);
            Monitor.Pulse(_free);
        }
    }

    /// <summary>Receives until the listener is disposed.</summary>
    /// <param name="received">Takes what came in; it has room for all batches there are.</param>
    /// <exception cref="SourceException">The socket is broken.</exception>
    public Task RunAsync(ChannelWriter<ReceivedBatch> received)
    {
        var thread = new Thread(() => Run(received), StackBytes) { IsBackground = true, Name = $"UDP {EndPoint}" };
        thread.Start();
        return _ended.Task;
    }

    public void Dispose()
    {
        lock (_free)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            Monitor.Pulse(_free);
        }

        WakeWhereClosingDoesNot();
        _socket.Dispose();
    }

    private void Run(ChannelWriter<ReceivedBatch> received)
    {
        try
        {
            Receive(received);
            _ended.SetResult();
        }
#pragma warning disable CA1031 // What ends the loop reaches whoever awaits it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            // Closing the socket ends the wait by an error; that is no problem.
            _ = _stopped ? _ended.TrySetResult() : _ended.TrySetException(problem);
        }
    }

    private void Receive(ChannelWriter<ReceivedBatch> received)
    {
        var errors = 0;
        while (NextFree() is { } batch)
        {
            try
            {
                batch.Add(_socket.ReceiveFrom(batch.Room.Span, SocketFlags.None, batch.NextSender));
                Drain(batch);
                errors = 0;
            }
            catch (SocketException problem) when (!_stopped)
            {
                Count(problem, ++errors);
            }

            if (batch.Count == 0)
            {
                Free(batch);
            }
            else if (!received.TryWrite(new ReceivedBatch(this, batch)) && !_stopped)
            {
                throw new InvalidOperationException("The channel of batches has less room than there are batches.");
            }
        }
    }

    // Null once the listener is disposed.
    private DatagramBatch? NextFree()
    {
        lock (_free)
        {
            while (_free.Count == 0 && !_stopped)
            {
                Monitor.Wait(_free);
            }

            return _stopped ? null : _free.Pop();
        }
    }

    // What has come in by now is taken along; nothing is waited for.
    private void Drain(DatagramBatch batch)
    {
        while (batch.HasRoom && _socket.Available > 0)
        {
            batch.Add(_socket.ReceiveFrom(batch.Room.Span, SocketFlags.None, batch.NextSender));
        }
    }

    // On macOS closing a UDP socket leaves a thread waiting that receives from it; a datagram to itself does not.
    private void WakeWhereClosingDoesNot()
    {
        if (!OperatingSystem.IsMacOS())
        {
            return;
        }

        using var waker = new Socket(EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        var isV6 = EndPoint.AddressFamily == AddressFamily.InterNetworkV6;
        var anywhere = EndPoint.Address.Equals(isV6 ? IPAddress.IPv6Any : IPAddress.Any);
        var to = anywhere ? (isV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback) : EndPoint.Address;
        waker.SendTo([], new IPEndPoint(to, EndPoint.Port));
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
