namespace DualTwin.Sources.Udp;

/// <summary>Why the UDP source leaves datagrams alone: fixed texts to count by.</summary>
internal static class UdpRefusal
{
    /// <summary>A datagram that holds neither JSON text nor a packet of the game.</summary>
    public const string Binary = "binary_datagram";

    /// <summary>A datagram without content.</summary>
    public const string Empty = "empty_datagram";

    /// <summary>A datagram of another sender than the one that is followed.</summary>
    public const string OtherSender = "other_sender";

    /// <summary>A datagram of a sender that is not on the list of those allowed.</summary>
    public const string UnlistedSender = "unlisted_sender";

    /// <summary>A copy of a datagram that could not be sent on.</summary>
    public const string NotForwarded = "not_forwarded";

    /// <summary>The network's word that a datagram sent from this socket reached nobody.</summary>
    public const string ConnectionReset = "connection_reset";

    /// <summary>Any other error of the socket.</summary>
    public const string SocketError = "socket_error";
}
