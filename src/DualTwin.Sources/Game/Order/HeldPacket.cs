namespace DualTwin.Sources.Game.Order;

/// <summary>
/// The one packet that waits for a second to confirm what it says, so that it is not lost: it may be the one that names the cars.
/// </summary>
internal sealed class HeldPacket
{
    /// <summary>Packets that may go by until the one held was wrong: a network does not hold back that many.</summary>
    private const int Patience = 60;

    private byte[] _bytes = [];
    private int _goneBy;

    /// <summary>Whether one is held.</summary>
    public bool Any => _bytes.Length > 0;

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>A copy that goes its own way.</summary>
    public HeldPacket Copy() => (HeldPacket)MemberwiseClone();

    /// <summary>Whether <paramref name="datagram"/> is the one held come again: that confirms nothing.</summary>
    public bool Is(ReadOnlySpan<byte> datagram) => Any && datagram.SequenceEqual(_bytes);

    /// <summary>Holds a datagram.</summary>
    public void Hold(ReadOnlySpan<byte> datagram, DateTimeOffset receivedAt) =>
        (_bytes, ReceivedAt, _goneBy) = (datagram.ToArray(), receivedAt, 0);

    /// <summary>Notes that a packet said otherwise; true where the one held has waited too long.</summary>
    public bool IsOutlived() => Any && ++_goneBy >= Patience;

    /// <summary>Lets it go.</summary>
    public byte[] Release()
    {
        var bytes = _bytes;
        _bytes = [];
        return bytes;
    }
}
