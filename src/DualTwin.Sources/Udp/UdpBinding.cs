using System.Net;
using System.Net.Sockets;

namespace DualTwin.Sources.Udp;

/// <summary>Binds the sockets that an address means.</summary>
internal static class UdpBinding
{
    /// <summary>Binds one socket, or for <c>localhost</c> one each of IPv4 and IPv6 on the same port.</summary>
    /// <exception cref="SourceException">Nothing could be bound; the message names the address, the cause and what to do.</exception>
    public static async Task<IReadOnlyList<Socket>> BindAsync(UdpSourceOptions options, CancellationToken cancellationToken)
    {
        var sockets = new List<Socket>();
        try
        {
            foreach (var address in await ResolveAsync(options.Host, cancellationToken))
            {
                var port = sockets.Count == 0 ? options.Port : ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
                if (Bind(address, port, options, optional: sockets.Count > 0) is { } socket)
                {
                    sockets.Add(socket);
                }
            }

            return sockets;
        }
        catch
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }
    }

    /// <summary>Whether <paramref name="host"/> means every address of this machine.</summary>
    public static bool IsEverywhere(string host) =>
        host is "any" or "*" || (IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));

    private static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (host is "any" or "*" or "::")
        {
            return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
        }

        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return found.Length > 0 ? [found[0]] : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException problem)
        {
            throw new SourceException($"UDP cannot listen on '{host}': the name is unknown ({problem.Message}). Give an address of this machine.", problem);
        }
    }

    private static Socket? Bind(IPAddress address, int port, UdpSourceOptions options, bool optional)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = address.Equals(IPAddress.IPv6Any);
            }

            socket.ReceiveBufferSize = options.ReceiveBufferBytes;
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            // A machine can know IPv6 and have no IPv6 loopback; IPv4 alone will do then.
            return optional && problem.SocketErrorCode == SocketError.AddressNotAvailable ? null : throw Cannot(address, port, problem);
        }
    }

    private static SourceException Cannot(IPAddress address, int port, SocketException problem)
    {
        var cause = problem.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"another program uses port {port} there; end it, or choose another port here and in the sender",
            SocketError.AccessDenied => $"this user may not use port {port}; choose one above 1023",
            SocketError.AddressNotAvailable => "this machine has no such address; use one of its own, or 'any' for all",
            _ => $"{problem.Message} ({problem.SocketErrorCode})",
        };
        return new SourceException($"UDP cannot listen on {new IPEndPoint(address, port)}: {cause}.", problem)
        {
            InUse = problem.SocketErrorCode == SocketError.AddressAlreadyInUse,
        };
    }
}
