namespace DualTwin.Sources.Game.Order;

/// <summary>The newest events of a session, to tell doubled ones: a game sends each once, a network may not.</summary>
internal sealed class SeenEvents
{
    private const int Capacity = 64;

    private (long Order, ulong Content)[] _seen = new (long, ulong)[Capacity];
    private int _count;

    /// <summary>A copy that goes its own way.</summary>
    public SeenEvents Copy()
    {
        var copy = (SeenEvents)MemberwiseClone();
        copy._seen = [.. _seen];
        return copy;
    }

    /// <summary>Notes an event; false where it was noted before.</summary>
    public bool Add(long order, ReadOnlySpan<byte> body)
    {
        var entry = (order, Hash(body));
        if (_seen.AsSpan(0, Math.Min(_count, Capacity)).Contains(entry))
        {
            return false;
        }

        _seen[_count++ % Capacity] = entry;
        return true;
    }

    public void Clear() => _count = 0;

    // FNV-1a, 64 bit (Fowler, Noll, Vo).
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 1_099_511_628_211UL;
        }

        return hash;
    }
}
