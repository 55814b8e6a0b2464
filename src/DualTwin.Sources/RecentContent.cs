using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DualTwin.Sources;

/// <summary>Remembers the newest messages by a digest, to tell one that comes a second time.</summary>
internal sealed class RecentContent
{
    /// <summary>Messages remembered: minutes of any source's.</summary>
    private const int Memory = 4096;

    private readonly HashSet<UInt128> _known;
    private readonly Queue<UInt128> _byAge;
    private readonly Dictionary<string, UInt128> _channels = new(StringComparer.Ordinal);

    public RecentContent()
        : this([])
    {
    }

    private RecentContent(IEnumerable<UInt128> byAge)
    {
        _byAge = new Queue<UInt128>(byAge);
        _known = [.. _byAge];
    }

    /// <summary>A copy that goes its own way.</summary>
    public RecentContent Copy() => new(_byAge);

    /// <summary>The digest of a message's bytes.</summary>
    public static UInt128 Digest(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }

    /// <summary>Whether a message of this digest is among those remembered.</summary>
    public bool Contains(UInt128 digest) => _known.Contains(digest);

    /// <summary>Remembers a message; false where it is remembered already.</summary>
    public bool Add(UInt128 digest)
    {
        if (!_known.Add(digest))
        {
            return false;
        }

        if (_byAge.Count == Memory)
        {
            _known.Remove(_byAge.Dequeue());
        }

        _byAge.Enqueue(digest);
        return true;
    }

    /// <summary>Remembers a message of <paramref name="channel"/>, sent at <paramref name="sentAt"/>; false where it is remembered already.</summary>
    public bool Add(string channel, DateTimeOffset? sentAt, ReadOnlySpan<byte> content)
    {
        var stamp = (UInt128)(ulong)(sentAt?.UtcTicks ?? 0);
        if (!_channels.TryGetValue(channel, out var name))
        {
            name = Digest(MemoryMarshal.AsBytes(channel.AsSpan()));
            _channels[channel] = name;
        }

        return Add(Digest(content) ^ UInt128.RotateLeft(name, 1) ^ (stamp << 64));
    }
}
