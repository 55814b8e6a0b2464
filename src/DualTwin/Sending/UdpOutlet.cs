using System.Net;
using System.Net.Sockets;
using DualTwin.Sources;

namespace DualTwin.Sending;

/// <summary>Sends datagrams to one address, whether anybody listens there or not.</summary>
internal sealed class UdpOutlet : IMessageOutlet
{
    private readonly IPEndPoint _receiver;
    // Not connected: a port where nobody listens yet would make the next sending fail.
    private readonly Socket _socket;
    private readonly TextWriter _log;
    private bool _failing;

    private UdpOutlet(IPEndPoint receiver, int longestBytes, TextWriter log)
    {
        _receiver = receiver;
        _log = log;
        LongestBytes = longestBytes;
        _socket = new Socket(receiver.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { SendBufferSize = 1 << 20 };
    }

    /// <inheritdoc/>
    public string Address => $"udp://{_receiver}";

    /// <inheritdoc/>
    public int LongestBytes { get; }

    /// <summary>An outlet to <paramref name="receiver"/>; a name is looked up once, its IPv4 address preferred.</summary>
    /// <exception cref="SourceException">The name has no address.</exception>
    public static async Task<UdpOutlet> OpenAsync(HostAndPort receiver, int longestBytes, TextWriter log, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(receiver.Host, cancellationToken);
            var address = addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).First();
            return new UdpOutlet(new IPEndPoint(address, receiver.Port), longestBytes, log);
        }
        catch (SocketException e)
        {
            throw new SourceException($"--udp {receiver}: {receiver.Host} has no address: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendToAsync(message, SocketFlags.None, _receiver, cancellationToken);
            Tell(failing: false, $"sending to {_receiver} again");
        }
        catch (SocketException e)
        {
            Tell(failing: true, $"cannot send to {_receiver}: {e.Message}; going on");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Tell(bool failing, string text)
    {
        if (_failing != failing)
        {
            _failing = failing;
            _log.WriteLine(text);
        }
    }
}
