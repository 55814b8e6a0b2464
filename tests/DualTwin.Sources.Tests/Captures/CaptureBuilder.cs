using System.Buffers.Binary;
using System.IO.Compression;
using DualTwin.Sources.Captures;

namespace DualTwin.Sources.Tests.Captures;

/// <summary>Writes captures of every kind into a folder of its own.</summary>
internal sealed class CaptureBuilder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-").FullName;

    public static byte[] Pcap(int linkType, IEnumerable<byte[]> frames, bool big = false, bool nano = false, int cut = 0)
    {
        using var bytes = new MemoryStream();
        bytes.Write([.. U32(nano ? 0xA1B23C4D : 0xA1B2C3D4, big), .. U16(2, big), .. U16(4, big), .. new byte[8], .. U32(65_535, big), .. U32((uint)linkType, big)]);
        foreach (var (frame, i) in frames.Select((f, i) => (f, i)))
        {
            var fraction = (uint)(250_000 * i * (nano ? 1000 : 1));
            bytes.Write([.. U32(1_700_000_000, big), .. U32(fraction, big), .. U32((uint)(frame.Length - cut), big), .. U32((uint)frame.Length, big), .. frame[..^cut]]);
        }

        return bytes.ToArray();
    }

    public static byte[] Pcapng(int linkType, IEnumerable<byte[]> frames, bool big = false, bool nano = false)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Block(0x0A0D0D0A, [.. U32(0x1A2B3C4D, big), .. U16(1, big), .. U16(0, big), .. U32(uint.MaxValue, big), .. U32(uint.MaxValue, big)], big));
        byte[] resolution = nano ? [.. U16(9, big), .. U16(1, big), 9, 0, 0, 0, .. U32(0, big)] : [];
        bytes.Write(Block(1, [.. U16((ushort)linkType, big), .. U16(0, big), .. U32(0, big), .. resolution], big));
        bytes.Write(Block(5, U32(0, big), big));
        foreach (var (frame, i) in frames.Select((f, i) => (f, i)))
        {
            var stamp = (1_700_000_000_000_000UL + (250_000UL * (ulong)i)) * (nano ? 1000UL : 1);
            byte[] head = [.. U32(0, big), .. U32((uint)(stamp >> 32), big), .. U32((uint)stamp, big), .. U32((uint)frame.Length, big), .. U32((uint)frame.Length, big)];
            bytes.Write(Block(6, [.. head, .. frame, .. new byte[-frame.Length & 3]], big));
        }

        return bytes.ToArray();
    }

    public static byte[] Timed(params (double Seconds, byte[] Datagram)[] records)
    {
        using var bytes = new MemoryStream();
        foreach (var (seconds, datagram) in records)
        {
            bytes.Write([.. BitConverter.GetBytes(seconds), .. U32((uint)datagram.Length, big: false), .. datagram]);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads the capture of these bytes as a file called <paramref name="name"/>.</summary>
    public List<CapturedDatagram> Read(string name, ReadOnlySpan<byte> content) => [.. CaptureFile.Read(Write(name, content))];

    /// <summary>Writes these bytes as a file called <paramref name="name"/> and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using var packed = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
        packed.Write(content);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Block(uint type, byte[] body, bool big)
    {
        var length = U32((uint)body.Length + 12, big);
        return [.. U32(type, big), .. length, .. body, .. length];
    }

    private static byte[] U32(uint value, bool big) => BitConverter.GetBytes(big ? BinaryPrimitives.ReverseEndianness(value) : value);

    private static byte[] U16(ushort value, bool big) => BitConverter.GetBytes(big ? BinaryPrimitives.ReverseEndianness(value) : value);
}
