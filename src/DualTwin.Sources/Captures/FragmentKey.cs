using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>Tells the fragments of one datagram from those of others.</summary>
internal readonly record struct FragmentKey(UInt128 Source, UInt128 Destination, uint Number)
{
    /// <summary>From the two addresses, source first, and the datagram's number.</summary>
    public static FragmentKey Of(ReadOnlySpan<byte> addresses, uint number)
    {
        var half = addresses.Length / 2;
        return new FragmentKey(Address(addresses[..half]), Address(addresses[half..]), number);
    }

    private static UInt128 Address(ReadOnlySpan<byte> address) =>
        address.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(address) : BinaryPrimitives.ReadUInt32BigEndian(address);
}
