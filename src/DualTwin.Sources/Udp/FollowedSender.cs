using System.Net;

namespace DualTwin.Sources.Udp;

/// <summary>
/// Which of several senders counts: the first that delivers is followed until it has delivered nothing for a while; then the next
/// that delivers is. A sender is told by its address and port, so it has to keep its socket.
/// </summary>
internal sealed class FollowedSender(TimeSpan timeout, TimeProvider time)
{
    private SocketAddress? _followed;
    private long _deliveredAt;

    /// <summary>True where a datagram of <paramref name="sender"/> counts now.</summary>
    public bool MayDeliver(SocketAddress sender) =>
        _followed is null || IsFollowed(sender) || time.GetElapsedTime(_deliveredAt) >= timeout;

    public bool IsFollowed(SocketAddress sender) => _followed is not null && _followed.Equals(sender);

    /// <summary>Notes that <paramref name="sender"/> delivered a frame.</summary>
    public void Delivered(SocketAddress sender)
    {
        _deliveredAt = time.GetTimestamp();
        if (IsFollowed(sender))
        {
            return;
        }

        _followed = new SocketAddress(sender.Family, sender.Size);
        sender.Buffer.Span[..sender.Size].CopyTo(_followed.Buffer.Span);
    }
}
