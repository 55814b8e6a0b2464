using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Addresses to listen on.</summary>
internal static class HostNames
{
    public static readonly PlainTextReader Reader =
        new("a host name or an IP address", host => Uri.CheckHostName(host) is not UriHostNameType.Unknown);
}
