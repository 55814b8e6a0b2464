using System.Buffers.Binary;
using ZstdSharp;

namespace DualTwin.Sources.Recording.Container;

/// <summary>
/// Writes one file of a recording. Records gather until <see cref="Flush"/> puts them into a chunk; a segment is one compressed stream
/// over its chunks, so that small chunks still compress well, and each is whole as soon as it is written. Only ever appends.
/// </summary>
internal sealed class RecordingWriter : IDisposable
{
    private const int Level = 3;
    private const int SegmentPlainBytes = 1024 * 1024;

    private readonly Stream _file;
    private readonly RecordEncoder _encoder = new();
    private readonly MemoryStream _packed = new();
    private readonly List<SegmentMark> _segments = [];
    private readonly byte[] _header = new byte[ChunkHeader.Size];
    private CompressionStream? _compressing;
    private long _segmentPlain;
    private long _messages;

    /// <summary>Begins a file in <paramref name="file"/>, which is empty.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public RecordingWriter(Stream file, int number, DateTimeOffset createdAt)
    {
        _file = file;
        Span<byte> header = stackalloc byte[FileHeader.Size];
        new FileHeader(FileHeader.CurrentVersion, number, createdAt).Write(header);
        _file.Write(header);
        Length = FileHeader.Size;
    }

    /// <summary>Bytes in whole chunks, the file's header included.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of records that wait for <see cref="Flush"/>.</summary>
    public int Waiting => _encoder.Plain.Length;

    /// <summary>Whether a new segment begins with the next record: the place to begin a new file.</summary>
    public bool BetweenSegments => _compressing is null && Waiting == 0;

    /// <summary>Adds a message to the records that wait.</summary>
    public void Add(MessageOrigin stream, in RawMessage message)
    {
        BeginWhereOver();
        _encoder.Add(stream, message);
    }

    /// <summary>Adds that the session goes on with the source called <paramref name="sourceName"/>.</summary>
    public void Turned(string sourceName, DateTimeOffset at)
    {
        BeginWhereOver();
        _encoder.Turned(sourceName, at);
    }

    private void BeginWhereOver()
    {
        if (_compressing is null)
        {
            _encoder.BeginSegment();
            _packed.SetLength(0);
            _compressing = new CompressionStream(_packed, Level, leaveOpen: true);
            _segmentPlain = 0;
        }
    }

    /// <summary>Writes the records that wait as a chunk; a segment that is long enough ends with it.</summary>
    /// <exception cref="IOException">The disk refuses. What the file held before is still whole.</exception>
    public void Flush()
    {
        if (Waiting == 0)
        {
            return;
        }

        var first = _segmentPlain == 0;
        if (first)
        {
            _segments.Add(new SegmentMark(Length, _encoder.FirstArrival, _messages));
        }

        var plain = _encoder.Plain;
        _compressing!.Write(plain);
        _segmentPlain += plain.Length;
        var ends = _segmentPlain >= SegmentPlainBytes;
        Pack(ends);
        WriteChunk(
            new ChunkHeader(
                first ? ChunkKind.First : ChunkKind.Next, (int)_packed.Length, plain.Length, _encoder.Messages, _encoder.FirstArrival, _encoder.LastArrival,
                Crc32C.Of(_packed.GetBuffer().AsSpan(0, (int)_packed.Length))),
            _packed.GetBuffer().AsSpan(0, (int)_packed.Length));
        _messages += _encoder.Messages;
        _packed.SetLength(0);
        _encoder.Taken();
    }

    /// <summary>Ends the file: what waits is written, and behind it where the segments are.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Finish()
    {
        Flush();
        var index = new byte[_segments.Count * SegmentMark.Size];
        for (var i = 0; i < _segments.Count; i++)
        {
            var to = index.AsSpan(i * SegmentMark.Size);
            BinaryPrimitives.WriteInt64LittleEndian(to, _segments[i].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(to[8..], _segments[i].FirstArrival);
            BinaryPrimitives.WriteInt64LittleEndian(to[16..], _segments[i].MessagesBefore);
        }

        var at = Length;
        WriteChunk(new ChunkHeader(ChunkKind.Index, index.Length, index.Length, 0, 0, 0, Crc32C.Of(index)), index);
        Span<byte> trailer = stackalloc byte[Trailer.Size];
        new Trailer(at).Write(trailer);
        _file.Write(trailer);
        Length += Trailer.Size;
    }

    public void Dispose()
    {
        _compressing?.Dispose();
        _packed.Dispose();
    }

    private void Pack(bool ends)
    {
        if (ends)
        {
            _compressing!.Dispose();
            _compressing = null;
        }
        else
        {
            _compressing!.Flush();
        }
    }

    private void WriteChunk(in ChunkHeader header, ReadOnlySpan<byte> packed)
    {
        header.Write(_header);
        _file.Write(_header);
        _file.Write(packed);
        Length += ChunkHeader.Size + packed.Length;
    }
}
