using System.Net;
using System.Net.Sockets;

namespace DualTwin.Sources.Udp;

/// <summary>Sends copies of datagrams on, at once or not at all: nobody who gets one holds up what it is a copy of.</summary>
internal sealed class DatagramForwarder : IDisposable
{
    private readonly List<(Socket Socket, SocketAddress To)> _targets = [];
    private readonly SourceCounters _counters;

    private DatagramForwarder(SourceCounters counters) => _counters = counters;

    /// <summary>A forwarder to the options' targets; null where there are none.</summary>
    /// <exception cref="SourceException">A target's name is unknown, or it is where the options listen; the message says which.</exception>
    public static async Task<DatagramForwarder?> OpenAsync(UdpSourceOptions options, SourceCounters counters, CancellationToken cancellationToken)
    {
        if (options.ForwardTo.Count == 0)
        {
            return null;
        }

        var forwarder = new DatagramForwarder(counters);
        try
        {
            foreach (var text in options.ForwardTo)
            {
                if (ForwardTarget.TryParse(text, out var target))
                {
                    await forwarder.AddAsync(target, options, cancellationToken);
                }
            }

            return forwarder;
        }
        catch
        {
            forwarder.Dispose();
            throw;
        }
    }

    /// <summary>Sends a copy to each target; counts where that was not possible at once.</summary>
    public void Forward(ReadOnlySpan<byte> datagram)
    {
        foreach (var (socket, to) in _targets)
        {
            try
            {
                socket.SendTo(datagram, SocketFlags.None, to);
            }
            catch (SocketException)
            {
                // Nobody listens there now, or the socket's buffer is full: the next datagram may get through.
                _counters.Refuse(UdpRefusal.NotForwarded);
            }
        }
    }

    public void Dispose() => _targets.ForEach(target => target.Socket.Dispose());

    private async Task AddAsync(ForwardTarget target, UdpSourceOptions options, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        }
        catch (SocketException problem)
        {
            throw new SourceException($"UDP cannot forward to '{target.Host}': the name is unknown ({problem.Message}).", problem);
        }

        var address = addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        if (ComesBack(address, target.Port, options))
        {
            throw new SourceException(
                $"UDP cannot forward to '{target.Host}:{target.Port}': that is where it listens itself, and every datagram would come round for ever. Give the port of another program.");
        }

        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _targets.Add((socket, new IPEndPoint(address, target.Port).Serialize()));
    }

    // Who listens everywhere hears every address of this machine, by whatever name it was given.
    private static bool ComesBack(IPAddress address, int port, UdpSourceOptions options) =>
        port == options.Port && UdpBinding.IsEverywhere(options.Host) && IsOfThisMachine(address);

    private static bool IsOfThisMachine(IPAddress address)
    {
        using var probe = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return false;
        }
    }
}
