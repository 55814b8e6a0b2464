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
    /// <exception cref="SourceException">A target's name is unknown; the message says which.</exception>
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
                    await forwarder.AddAsync(target, cancellationToken);
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

    private async Task AddAsync(ForwardTarget target, CancellationToken cancellationToken)
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
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _targets.Add((socket, new IPEndPoint(address, target.Port).Serialize()));
    }
}
