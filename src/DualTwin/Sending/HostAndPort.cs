using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace DualTwin.Sending;

/// <summary>A host, by name or address, and a port.</summary>
/// <param name="Host">A name or an IP address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record HostAndPort(string Host, int Port)
{
    /// <summary>Reads <c>localhost:20777</c>, <c>192.168.1.20:20777</c> or <c>[::1]:20777</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out HostAndPort? result)
    {
        result = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > IPEndPoint.MaxPort)
        {
            return false;
        }

        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        result = Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : new HostAndPort(host, port);
        return result is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
