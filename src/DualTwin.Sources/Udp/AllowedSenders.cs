using System.Net;

namespace DualTwin.Sources.Udp;

/// <summary>Whose datagrams are taken.</summary>
internal sealed class AllowedSenders
{
    private readonly List<IPNetwork> _networks;
    private readonly IReadOnlyList<string> _words;
    private SocketAddress? _last;
    private bool _lastRefused;

    /// <param name="allowed">Addresses and networks; none takes everybody's.</param>
    public AllowedSenders(IReadOnlyList<string> allowed)
    {
        _words = allowed;
        _networks = [.. allowed.Select(text => Parse(text) ?? throw new ArgumentException($"'{text}' is no address or network.", nameof(allowed)))];
    }

    /// <summary>Who that is, for people.</summary>
    public string Words => _words.Count == 0 ? "anyone" : string.Join(", ", _words);

    /// <summary>Whether <paramref name="text"/> is an address or a network.</summary>
    public static bool IsValid(string text) => Parse(text) is not null;

    /// <summary>Whether datagrams of <paramref name="sender"/> are left alone.</summary>
    public bool Refuses(SocketAddress sender)
    {
        if (_networks.Count == 0)
        {
            return false;
        }

        // One sender sends nearly all.
        if (_last is null || !_last.Equals(sender))
        {
            _last = Copy(sender);
            var address = ((IPEndPoint)new IPEndPoint(sender.Family == System.Net.Sockets.AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0).Create(sender)).Address;
            address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            _lastRefused = !_networks.Exists(network => network.Contains(address));
        }

        return _lastRefused;
    }

    private static SocketAddress Copy(SocketAddress sender)
    {
        var copy = new SocketAddress(sender.Family, sender.Size);
        sender.Buffer.Span[..sender.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }

    private static IPNetwork? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
            : null;
    }
}
