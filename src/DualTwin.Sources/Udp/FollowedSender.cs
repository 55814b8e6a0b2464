using System.Net;

namespace DualTwin.Sources.Udp;

/// <summary>
/// Which of several senders counts: the first that delivers is followed until it has delivered nothing for a while; then the next
/// that delivers is. A sender is told by its address and port.
/// </summary>
/// <remarks>
/// Simple programs open a new socket for each message, and so send each from another port. As long as the followed port has
/// delivered once only, a port of the same address that was not followed just before carries the same sender on. Of two senders on
/// one machine, each with a socket of its own, the first that delivers twice without the other coming back in between is thereby
/// the one followed.
/// </remarks>
internal sealed class FollowedSender(TimeSpan timeout, TimeProvider time)
{
    // In the socket addresses of IPv4 and IPv6 alike, family and port come first.
    private const int PortEnds = 4;

    private SocketAddress? _before;
    private SocketAddress? _followed;
    private long _deliveredAt;
    private bool _deliveredAgain;

    /// <summary>True where a datagram of <paramref name="sender"/> counts now.</summary>
    public bool MayDeliver(SocketAddress sender) =>
        _followed is null || IsFollowed(sender) || time.GetElapsedTime(_deliveredAt) >= timeout;

    /// <summary>True where <paramref name="sender"/> is the followed one, be it on another port.</summary>
    public bool IsFollowed(SocketAddress sender) =>
        _followed is not null && (_followed.Equals(sender) || (!_deliveredAgain && IsNewPort(sender, _followed)));

    /// <summary>Notes that <paramref name="sender"/> delivered a frame.</summary>
    public void Delivered(SocketAddress sender)
    {
        _deliveredAt = time.GetTimestamp();
        _deliveredAgain = _followed is not null && _followed.Equals(sender);
        if (!_deliveredAgain)
        {
            (_before, _followed) = (_followed, Copy(sender));
        }
    }

    private bool IsNewPort(SocketAddress sender, SocketAddress followed) =>
        Address(sender).SequenceEqual(Address(followed)) && !sender.Equals(_before);

    private static ReadOnlySpan<byte> Address(SocketAddress sender) => sender.Buffer.Span[PortEnds..sender.Size];

    private static SocketAddress Copy(SocketAddress sender)
    {
        var copy = new SocketAddress(sender.Family, sender.Size);
        sender.Buffer.Span[..sender.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }
}
