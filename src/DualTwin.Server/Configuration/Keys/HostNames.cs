using System.Net;
using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Addresses to listen on.</summary>
internal static class HostNames
{
    public static readonly PlainTextReader Reader =
        new("a host name or an IP address", host => Uri.CheckHostName(host) is not UriHostNameType.Unknown);

    /// <summary>Whether only this machine reaches <paramref name="host"/>.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
