using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Layouts;

/// <summary>All layouts as data: for printing, checks and documentation. Reading and writing packets does not need them.</summary>
public static partial class PacketLayouts
{
    /// <summary>Bytes of a datagram with its header; 0 where the format has no such packet.</summary>
    public static int SizeOf(ushort format, PacketId id) => Knows(format) && (int)id < IdCount ? Sizes[((format - FirstFormat) * IdCount) + (int)id] : 0;

    /// <summary>Whether <paramref name="format"/> is one of 2020 to 2026.</summary>
    public static bool Knows(ushort format) => format is >= FirstFormat and <= LastFormat;

    /// <summary>Null where the format has no such packet.</summary>
    public static PacketLayout? Find(ushort format, PacketId id) => All.FirstOrDefault(p => p.Format == format && p.Id == id);

    /// <summary>The header of a format; null for an unknown one.</summary>
    public static RecordLayout? Header(ushort format) => HeaderTable.GetValueOrDefault(format);

    /// <summary>Details of an event; null where the format has no such event. Without data, its fields are empty.</summary>
    public static RecordLayout? Event(ushort format, EventCode code) => EventTable.GetValueOrDefault((format, code));
}
