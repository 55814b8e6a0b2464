using System.Net;
using System.Net.Sockets;

namespace DualTwin.Sources.Udp;

/// <summary>
/// Room for datagrams that have come in at once, used over and over: under a flood many are handed on together, so that handing on
/// costs little; at leisure each is handed on alone, at once.
/// </summary>
internal sealed class DatagramBatch
{
    /// <summary>Most datagrams in a batch.</summary>
    public const int MaxCount = 64;

    /// <summary>Largest datagram that IPv4 carries, bytes; one of IPv6 may be 20 larger.</summary>
    public const int MaxDatagramBytes = 65_535;

    private const int Bytes = 4 * MaxDatagramBytes;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Bytes, pinned: true);
    private readonly int[] _ends = new int[MaxCount];
    private readonly SocketAddress[] _senders;

    public DatagramBatch(AddressFamily family) =>
        _senders = [.. Enumerable.Range(0, MaxCount).Select(_ => new SocketAddress(family))];

    /// <summary>Datagrams in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another datagram of any size fits in.</summary>
    public bool HasRoom => Count < MaxCount && Bytes - End >= MaxDatagramBytes;

    /// <summary>Where the next datagram goes.</summary>
    public Memory<byte> Room => _buffer.AsMemory(End, MaxDatagramBytes);

    /// <summary>Where the next datagram's sender goes.</summary>
    public SocketAddress NextSender => _senders[Count];

    private int End => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>Content of a datagram.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _buffer.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>Who sent a datagram.</summary>
    public SocketAddress Sender(int index) => _senders[index];

    /// <summary>Notes that a datagram of <paramref name="length"/> bytes has come into <see cref="Room"/>.</summary>
    public void Add(int length)
    {
        _ends[Count] = End + length;
        Count++;
    }

    /// <summary>Forgets all datagrams.</summary>
    public void Clear() => Count = 0;
}
