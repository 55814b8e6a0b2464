namespace DualTwin.Sources.Udp;

/// <summary>Why the UDP source leaves datagrams alone: fixed texts to count by.</summary>
internal static class UdpRefusal
{
    /// <summary>A datagram that holds no JSON text, such as the game's; another source reads those.</summary>
    public const string Binary = "binary_datagram";

    /// <summary>A datagram without content.</summary>
    public const string Empty = "empty_datagram";

    /// <summary>A datagram of another sender than the one that is followed.</summary>
    public const string OtherSender = "other_sender";

    /// <summary>The network's word that a datagram sent from this socket reached nobody.</summary>
    public const string ConnectionReset = "connection_reset";

    /// <summary>Any other error of the socket.</summary>
    public const string SocketError = "socket_error";
}
