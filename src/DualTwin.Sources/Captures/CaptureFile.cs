using System.IO.Compression;

namespace DualTwin.Sources.Captures;

/// <summary>
/// Reads the UDP datagrams of a capture one after the other, without holding the file in memory. Known are <c>.pcap</c>, <c>.pcapng</c>,
/// <c>.f64u32</c> (seconds as float64, length as uint32, the datagram, all little-endian, over and over) and <c>.jsonl</c> (an object a line
/// with the datagram as <c>hex</c>), each also packed as <c>.gz</c>.
/// </summary>
public static class CaptureFile
{
    private const string Packed = ".gz";

    private static readonly Dictionary<string, Func<Stream, IEnumerable<CapturedDatagram>>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".f64u32"] = TimedDatagrams.Read,
        [".jsonl"] = HexLines.Read,
        [".pcap"] = Pcap.Read,
        [".pcapng"] = Pcapng.Read,
    };

    /// <summary>What the files of captures end with.</summary>
    internal static IReadOnlyList<string> Endings { get; } = [.. Readers.Keys.SelectMany(ending => new[] { ending, ending + Packed })];

    /// <summary>The datagrams of the file at <paramref name="path"/>, in its order.</summary>
    /// <exception cref="SourceException">
    /// The file is missing, cannot be read, or has an unknown ending; while enumerating: it is broken. What came before is given first.
    /// </exception>
    public static IEnumerable<CapturedDatagram> Read(string path)
    {
        var packed = string.Equals(Path.GetExtension(path), Packed, StringComparison.OrdinalIgnoreCase);
        var ending = Path.GetExtension(packed ? Path.GetFileNameWithoutExtension(path) : path);
        if (!Readers.TryGetValue(ending, out var reader))
        {
            throw new SourceException($"The capture '{path}' ends in '{ending}'; expected {string.Join(", ", Readers.Keys)}, each also with .gz");
        }

        return Guarded(path, () => reader(Open(path, packed)));
    }

    private static Stream Open(string path, bool packed)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"The capture '{path}' cannot be opened: {e.Message}", e);
        }
    }

    private static IEnumerable<CapturedDatagram> Guarded(string path, Func<IEnumerable<CapturedDatagram>> open)
    {
        using var datagrams = open().GetEnumerator();
        while (MoveNext(path, datagrams))
        {
            yield return datagrams.Current;
        }
    }

    private static bool MoveNext(string path, IEnumerator<CapturedDatagram> datagrams)
    {
        try
        {
            return datagrams.MoveNext();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new SourceException($"The capture '{path}' is broken: {e.Message}", e);
        }
    }
}
