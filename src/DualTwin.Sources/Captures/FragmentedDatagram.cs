namespace DualTwin.Sources.Captures;

/// <summary>The fragments of one datagram, as far as they have come.</summary>
internal sealed class FragmentedDatagram(FragmentKey key)
{
    private const int MaxBytes = 65_535;

    private readonly SortedList<int, byte[]> _pieces = [];
    private int _held;
    private int? _length;

    public FragmentKey Key => key;

    /// <summary>Adds a fragment; the datagram in whole where it was the last missing.</summary>
    public byte[]? Add(IpPayload fragment)
    {
        var end = fragment.Offset + fragment.Bytes.Length;
        // Pieces that overlap would let a capture fill the memory: all together they are no more than one datagram holds.
        if (end > MaxBytes || _held + fragment.Bytes.Length > MaxBytes || !_pieces.TryAdd(fragment.Offset, fragment.Bytes.ToArray()))
        {
            return null;
        }

        _held += fragment.Bytes.Length;
        _length ??= fragment.HasMore ? null : end;
        return _held == _length ? Join() : null;
    }

    private byte[]? Join()
    {
        var whole = new byte[_held];
        var filled = 0;
        foreach (var (offset, piece) in _pieces)
        {
            if (offset != filled)
            {
                return null;
            }

            piece.CopyTo(whole, filled);
            filled += piece.Length;
        }

        return whole;
    }
}
