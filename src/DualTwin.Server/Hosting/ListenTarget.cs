using System.Net;
using System.Net.Sockets;
using DualTwin.Server.Configuration;
using DualTwin.Server.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DualTwin.Server.Hosting;

/// <summary>Where the server listens.</summary>
internal sealed record ListenTarget
{
    private ListenTarget(string host, int port, IPAddress? address) => (Host, Port, Address) = (host, port, address);

    /// <summary>The host as configured.</summary>
    public string Host { get; }

    /// <summary>The port as configured; 0 takes any free one.</summary>
    public int Port { get; }

    /// <summary>True where only this machine can connect.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    // Null stands for localhost: both loopback addresses.
    private IPAddress? Address { get; }

    /// <summary>Finds the address that <paramref name="api"/> means.</summary>
    /// <exception cref="ServerStartException">The host is unknown, or beyond loopback without an API key.</exception>
    public static ListenTarget From(ApiConfig api)
    {
        var target = new ListenTarget(api.Host, api.Port, Resolve(api.Host));
        return target.IsLoopback || api.ApiKeyFile is not null
            ? target
            : throw new ServerStartException(
                $"api.host '{api.Host}' can be reached from other machines; that needs an API key: set api.api_key_file to a file with a key "
                + $"of {ApiKey.LeastLength} characters or more, or set api.host to localhost.");
    }

    /// <summary>Makes Kestrel listen here.</summary>
    public void Apply(KestrelServerOptions kestrel, Action<ListenOptions> configure)
    {
        if (Address is { } address)
        {
            kestrel.Listen(address, Port, configure);
        }
        else if (Port == 0)
        {
            // A free port cannot be asked for on both loopback addresses at once.
            kestrel.Listen(IPAddress.Loopback, Port, configure);
        }
        else
        {
            kestrel.ListenLocalhost(Port, configure);
        }
    }

    private static IPAddress? Resolve(string host)
    {
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (host is "*" or "+")
        {
            return IPAddress.IPv6Any;
        }

        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return address;
        }

        try
        {
            return Dns.GetHostAddresses(host)[0];
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new ServerStartException($"api.host '{host}' is no address of this machine ({e.Message}); set an IP address or localhost.", e);
        }
    }
}
