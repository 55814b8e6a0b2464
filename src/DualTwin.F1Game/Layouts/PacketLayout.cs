using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Layouts;

/// <summary>A kind of packet in one format.</summary>
/// <param name="Format">The year of the format.</param>
/// <param name="Id">The kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="HeaderSize">Bytes of the header.</param>
/// <param name="Body">What follows the header.</param>
public sealed record PacketLayout(ushort Format, PacketId Id, string Name, int HeaderSize, RecordLayout Body)
{
    /// <summary>Bytes of the datagram.</summary>
    public int Size => HeaderSize + Body.Size;
}
