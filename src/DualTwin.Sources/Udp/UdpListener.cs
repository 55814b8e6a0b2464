using System.Net;
using System.Net.Sockets;

namespace DualTwin.Sources.Udp;

/// <summary>
/// One bound socket and the thread that receives from it. Nothing is allocated for a datagram, and a thread of its own that waits in the
/// system takes a tenth of what waiting in the thread pool does, at the few hundred datagrams a second of a live feed. The same thread
/// reads what the datagram says: handing each on would wake another thread seven times for a frame of the game, which takes more than reading.
/// </summary>
internal sealed class UdpListener : IDisposable
{
    /// <summary>Largest datagram that IPv4 carries, bytes; one of IPv6 may be 20 larger.</summary>
    public const int MaxDatagramBytes = 65_535;

    // Errors without a datagram in between: by then the socket is broken, and going on would only spin.
    private const int MaxErrorsInRow = 100;

    private const int StackBytes = 1024 * 1024;

    private readonly Socket _socket;
    private readonly SourceCounters _counters;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopped;

    public UdpListener(Socket socket, SourceCounters counters)
    {
        _socket = socket;
        _counters = counters;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        ReceiveBufferBytes = socket.ReceiveBufferSize;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Room that the operating system gave to hold datagrams, bytes; Linux tells twice of what it holds.</summary>
    public int ReceiveBufferBytes { get; }

    private bool Stopped => Volatile.Read(ref _stopped) != 0;

    /// <summary>Receives until the listener is disposed.</summary>
    /// <param name="taker">Takes each datagram; while it waits, the system's buffer holds what comes in.</param>
    /// <exception cref="SourceException">The socket is broken.</exception>
    public Task RunAsync(DatagramTaker taker)
    {
        var thread = new Thread(() => Run(taker), StackBytes) { IsBackground = true, Name = $"UDP {EndPoint}" };
        thread.Start();
        return _ended.Task;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        WakeWhereClosingDoesNot();
        _socket.Dispose();
    }

    private void Run(DatagramTaker taker)
    {
        try
        {
            Receive(taker);
            _ended.SetResult();
        }
#pragma warning disable CA1031 // What ends the loop reaches whoever awaits it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            // Closing the socket ends the wait by an error; that is no problem.
            _ = Stopped ? _ended.TrySetResult() : _ended.TrySetException(problem);
        }
    }

    private void Receive(DatagramTaker taker)
    {
        var room = GC.AllocateUninitializedArray<byte>(MaxDatagramBytes, pinned: true);
        var sender = new SocketAddress(_socket.AddressFamily);
        var errors = 0;
        while (!Stopped)
        {
            int length;
            try
            {
                length = _socket.ReceiveFrom(room, SocketFlags.None, sender);
                errors = 0;
            }
            catch (SocketException problem) when (!Stopped)
            {
                Count(problem, ++errors);
                continue;
            }

            if (!Stopped)
            {
                taker(room.AsSpan(0, length), sender);
            }
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
