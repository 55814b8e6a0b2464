using System.Net;
using System.Net.Sockets;

namespace DualTwin.Sources.Udp;

/// <summary>A place for one datagram, used over and over.</summary>
internal sealed class Datagram(AddressFamily family)
{
    /// <summary>Largest datagram that IPv4 carries, bytes; one of IPv6 may be 20 larger.</summary>
    public const int MaxBytes = 65_535;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MaxBytes, pinned: true);

    /// <summary>Who sent it.</summary>
    public SocketAddress Sender { get; } = new(family);

    /// <summary>All the room there is.</summary>
    public Memory<byte> Room => _buffer;

    /// <summary>Size of the datagram, bytes.</summary>
    public int Length { get; set; }

    /// <summary>What the datagram holds.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(0, Length);
}
