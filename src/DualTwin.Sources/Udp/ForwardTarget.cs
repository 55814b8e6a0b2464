using System.Globalization;
using System.Net;

namespace DualTwin.Sources.Udp;

/// <summary>A program that gets a copy of every datagram of the senders allowed.</summary>
/// <param name="Host">Its address or name.</param>
/// <param name="Port">Its port, 1…65,535.</param>
internal readonly record struct ForwardTarget(string Host, int Port)
{
    /// <summary>Reads <c>HOST:PORT</c>; an IPv6 address stands in brackets. Nothing can be sent to 0.0.0.0 or [::].</summary>
    public static bool TryParse(string text, out ForwardTarget target)
    {
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon].Trim('[', ']') : "";
        var right = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= IPEndPoint.MaxPort && Uri.CheckHostName(host) != UriHostNameType.Unknown
            && !UdpBinding.IsEverywhere(host);
        target = new ForwardTarget(host, port);
        return right;
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Whether that is where we listen ourselves: a datagram would come round for ever.</summary>
    public bool IsOwn(string host, int port) =>
        Port == port && (string.Equals(Host, host, StringComparison.OrdinalIgnoreCase) || IsLoopback(Host));

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
