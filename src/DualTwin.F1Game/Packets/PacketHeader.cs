using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DualTwin.F1Game.Layouts;

namespace DualTwin.F1Game.Packets;

/// <summary>What begins every datagram, in one form for all formats: 24 bytes until 2022, 29 bytes since 2023.</summary>
public readonly record struct PacketHeader
{
    private const ushort LongHeaderSince = 2023;

    /// <summary>The format as a year, 2020 to 2026. It need not be the game's own: see <see cref="GameYear"/>.</summary>
    public required ushort PacketFormat { get; init; }

    /// <summary>Last two digits of the game's year; null before 2023. Format 2026 is sent by game 25.</summary>
    public byte? GameYear { get; init; }

    public byte GameMajorVersion { get; init; }

    public byte GameMinorVersion { get; init; }

    /// <summary>Version of this kind of packet; always 1 so far.</summary>
    public byte PacketVersion { get; init; }

    public required PacketId PacketId { get; init; }

    /// <summary>Constant within a session and different in the next; 0 outside any session.</summary>
    public ulong SessionUid { get; init; }

    /// <summary>Seconds since the session began. It may stand still (before lights out) and go back (flashback, end of session).</summary>
    public float SessionTimeSeconds { get; init; }

    /// <summary>The game's frame that the packet tells of; all packets of a frame share it. It goes back after a flashback and is 0 at the end.</summary>
    public uint FrameIdentifier { get; init; }

    /// <summary>The same counter, never set back by a flashback; null before 2023.</summary>
    public uint? OverallFrameIdentifier { get; init; }

    /// <summary>Index of the player's car in every array of cars; 255 while spectating.</summary>
    public byte PlayerCarIndex { get; init; }

    /// <summary>Index of the second player's car on a split screen; 255 without one.</summary>
    public byte SecondaryPlayerCarIndex { get; init; }

    /// <summary>Bytes of this header on the wire.</summary>
    public int Size => SizeIn(PacketFormat);

    /// <summary>
    /// Reads the header of a datagram of a known format, kind and length. Nothing throws, whatever the bytes.
    /// </summary>
    /// <returns>Whether the datagram is one packet by its header and length; <paramref name="refusal"/> tells why not.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out PacketHeader header, out PacketRefusal refusal)
    {
        header = default;
        refusal = Check(datagram);
        if (refusal != PacketRefusal.None)
        {
            return false;
        }

        header = MemoryMarshal.Read<ushort>(datagram) < LongHeaderSince
            ? From(ref Unsafe.As<byte, PacketHeader2020>(ref MemoryMarshal.GetReference(datagram)))
            : From(ref Unsafe.As<byte, PacketHeader2023>(ref MemoryMarshal.GetReference(datagram)));
        return true;
    }

    internal static int SizeIn(ushort format) => format < LongHeaderSince ? PacketHeader2020.Size : PacketHeader2023.Size;

    internal void Write(Span<byte> destination)
    {
        if (PacketFormat < LongHeaderSince)
        {
            Fill(ref MemoryMarshal.AsRef<PacketHeader2020>(destination));
        }
        else
        {
            Fill(ref MemoryMarshal.AsRef<PacketHeader2023>(destination));
        }
    }

    private static PacketRefusal Check(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < sizeof(ushort))
        {
            return PacketRefusal.TooShort;
        }

        var format = MemoryMarshal.Read<ushort>(datagram);
        if (!PacketLayouts.Knows(format))
        {
            return PacketRefusal.UnknownFormat;
        }

        if (datagram.Length < SizeIn(format))
        {
            return PacketRefusal.TooShort;
        }

        var id = format < LongHeaderSince
            ? Unsafe.As<byte, PacketHeader2020>(ref MemoryMarshal.GetReference(datagram)).PacketId
            : Unsafe.As<byte, PacketHeader2023>(ref MemoryMarshal.GetReference(datagram)).PacketId;
        return PacketLayouts.SizeOf(format, (PacketId)id) switch
        {
            0 => PacketRefusal.UnknownPacketId,
            var size => size == datagram.Length ? PacketRefusal.None : PacketRefusal.WrongLength,
        };
    }

    private static PacketHeader From<TLayout>(ref TLayout layout)
        where TLayout : unmanaged, IPacketHeader => new()
        {
            PacketFormat = layout.PacketFormat,
            GameYear = layout.GameYear,
            GameMajorVersion = layout.GameMajorVersion,
            GameMinorVersion = layout.GameMinorVersion,
            PacketVersion = layout.PacketVersion,
            PacketId = (PacketId)layout.PacketId,
            SessionUid = layout.SessionUID,
            SessionTimeSeconds = layout.SessionTime,
            FrameIdentifier = layout.FrameIdentifier,
            OverallFrameIdentifier = layout.OverallFrameIdentifier,
            PlayerCarIndex = layout.PlayerCarIndex,
            SecondaryPlayerCarIndex = layout.SecondaryPlayerCarIndex,
        };

    private void Fill<TLayout>(ref TLayout layout)
        where TLayout : unmanaged, IPacketHeader
    {
        layout.PacketFormat = PacketFormat;
        layout.GameYear = GameYear;
        layout.GameMajorVersion = GameMajorVersion;
        layout.GameMinorVersion = GameMinorVersion;
        layout.PacketVersion = PacketVersion;
        layout.PacketId = (byte)PacketId;
        layout.SessionUID = SessionUid;
        layout.SessionTime = SessionTimeSeconds;
        layout.FrameIdentifier = FrameIdentifier;
        layout.OverallFrameIdentifier = OverallFrameIdentifier;
        layout.PlayerCarIndex = PlayerCarIndex;
        layout.SecondaryPlayerCarIndex = SecondaryPlayerCarIndex;
    }
}
