using System.Net;

namespace DualTwin.Server.Security;

/// <summary>Names and addresses that mean this machine.</summary>
internal static class LoopbackNames
{
    /// <summary>True for <c>localhost</c> and every loopback address, with or without the brackets of an IPv6 address.</summary>
    public static bool Contains(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host?.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
