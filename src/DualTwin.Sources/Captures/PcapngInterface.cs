namespace DualTwin.Sources.Captures;

/// <summary>An interface of a pcapng section: its link type and how its times count.</summary>
internal sealed record PcapngInterface(int LinkType, UInt128 UnitsPerSecond)
{
    private const ushort TimeResolution = 9;
    private const byte BinaryResolution = 0x80;
    private const int MaxDecimalExponent = 19;
    private const int MaxBinaryExponent = 63;
    private const int FixedBytes = 8;

    /// <summary>A time of this interface in ticks of 100 ns.</summary>
    public Int128 Ticks(ulong stamp) => (Int128)((UInt128)stamp * (ulong)TimeSpan.TicksPerSecond / UnitsPerSecond);

    public static PcapngInterface Read(ByteOrder order, ReadOnlySpan<byte> block)
    {
        if (block.Length < FixedBytes)
        {
            throw new InvalidDataException($"an interface told of in {block.Length} bytes");
        }

        return new PcapngInterface(LinkFrame.Known(order.UInt16(block)), Resolution(order, block[FixedBytes..]));
    }

    private static UInt128 Resolution(ByteOrder order, ReadOnlySpan<byte> options)
    {
        while (options.Length >= 4 && order.UInt16(options) is var code and not 0)
        {
            var length = order.UInt16(options[2..]);
            var padded = (length + 3) & ~3;
            if (padded > options.Length - 4)
            {
                throw new InvalidDataException($"an option of {length} bytes in an interface with {options.Length - 4}");
            }

            if (code == TimeResolution && length == 1)
            {
                return PerSecond(options[4]);
            }

            options = options[(4 + padded)..];
        }

        return 1_000_000;
    }

    private static UInt128 PerSecond(byte resolution)
    {
        var exponent = resolution & ~BinaryResolution;
        if ((resolution & BinaryResolution) != 0)
        {
            return exponent <= MaxBinaryExponent ? UInt128.One << exponent : throw TooFine(resolution);
        }

        if (exponent > MaxDecimalExponent)
        {
            throw TooFine(resolution);
        }

        var units = UInt128.One;
        for (var i = 0; i < exponent; i++)
        {
            units *= 10;
        }

        return units;
    }

    private static InvalidDataException TooFine(byte resolution) => new($"times of resolution 0x{resolution:X2}");
}
