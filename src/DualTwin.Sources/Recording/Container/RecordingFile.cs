using System.Buffers.Binary;

namespace DualTwin.Sources.Recording.Container;

/// <summary>
/// Reads one file of a recording, message by message. A file that was cut off ends at its last whole chunk; a damaged chunk costs the
/// rest of its segment, and reading goes on with the next one.
/// </summary>
internal sealed class RecordingFile : IDisposable
{
    private readonly FileStream _file;
    private readonly RecordDecoder _decoder = new();
    private readonly SegmentInflater _inflater = new();
    private readonly byte[] _header = new byte[ChunkHeader.Size];
    private bool _inSegment;

    private RecordingFile(FileStream file, FileHeader header) => (_file, Header) = (file, header);

    public FileHeader Header { get; }

    /// <summary>Chunks that were damaged, and skipped with the rest of their segments.</summary>
    public int Damaged { get; private set; }

    /// <summary>Whether the file ends within a chunk.</summary>
    public bool CutOff { get; private set; }

    /// <summary>The stream of the message at hand.</summary>
    public MessageOrigin Stream => _decoder.Stream;

    /// <summary>The source that the session goes on with, where the record at hand says so; null for a message.</summary>
    public string? TurnedTo => _decoder.TurnedTo;

    /// <summary>The message at hand, valid until the next move.</summary>
    public RawMessage Message => _decoder.Message;

    /// <summary>Where the segment at hand begins.</summary>
    public long SegmentOffset { get; private set; } = FileHeader.Size;

    /// <summary>Messages and changes of source of the segment at hand that were read, the one at hand included.</summary>
    public int InSegment { get; private set; }

    /// <summary>Opens the file at <paramref name="path"/>.</summary>
    /// <exception cref="SourceException">It cannot be opened, is no recording, or one of a newer version.</exception>
    public static RecordingFile Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
            var bytes = new byte[FileHeader.Size];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (!FileHeader.TryRead(bytes.AsSpan(0, read), out var header))
            {
                throw new SourceException($"'{path}' is no recording: it does not begin as one.");
            }

            return header.Version <= FileHeader.CurrentVersion
                ? new RecordingFile(file, header)
                : throw new SourceException($"'{path}' is a recording of version {header.Version}; this program reads up to {FileHeader.CurrentVersion}.");
        }
        catch (Exception problem)
        {
            file?.Dispose();
            throw problem is IOException or UnauthorizedAccessException
                ? new SourceException($"The recording '{path}' cannot be read: {problem.Message}", problem)
                : problem;
        }
    }

    /// <summary>Moves to the next message or change of source; false at the end of what is whole.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool MoveNext()
    {
        while (!_decoder.MoveNext())
        {
            if (_decoder.Broken)
            {
                Lose();
            }

            if (!NextChunk())
            {
                return false;
            }
        }

        InSegment++;
        return true;
    }

    /// <summary>Goes to the segment that begins at <paramref name="offset"/>: the next move is to its first message.</summary>
    public void GoTo(long offset)
    {
        _file.Position = offset;
        _inSegment = false;
        _decoder.BeginSegment();
    }

    /// <summary>The segments, from the index where there is one, else by hopping from chunk to chunk.</summary>
    public IReadOnlyList<SegmentMark> Segments()
    {
        var back = _file.Position;
        try
        {
            return FromIndex() ?? ByHopping();
        }
        finally
        {
            _file.Position = back;
        }
    }

    public void Dispose()
    {
        _inflater.Dispose();
        _file.Dispose();
    }

    // False at the end; true where a chunk was read, or passed over.
    private bool NextChunk()
    {
        var at = _file.Position;
        if (!TryHeader(out var header))
        {
            return Resume(at);
        }

        if (header.Kind == ChunkKind.Index)
        {
            _file.Position = at + ChunkHeader.Size + header.PackedBytes;
            return true;
        }

        var packed = _inflater.Room(header.PackedBytes);
        if (_file.ReadAtLeast(packed, packed.Length, throwOnEndOfStream: false) < packed.Length)
        {
            CutOff = true;
            return false;
        }

        if (header.Kind == ChunkKind.First)
        {
            (_inSegment, SegmentOffset, InSegment) = (true, at, 0);
            _decoder.BeginSegment();
            _inflater.BeginSegment();
        }

        if (Crc32C.Of(packed) != header.PackedCrc || (_inSegment && !_inflater.TryUnpack(header.PlainBytes)))
        {
            Lose();
            return true;
        }

        if (_inSegment)
        {
            _decoder.Begin(_inflater.Plain, header.PlainBytes);
        }

        return true;
    }

    private void Lose()
    {
        Damaged++;
        _inSegment = false;
        _decoder.BeginSegment();
        _decoder.Begin([], 0);
    }

    private bool TryHeader(out ChunkHeader header)
    {
        var read = _file.ReadAtLeast(_header, _header.Length, throwOnEndOfStream: false);
        return ChunkHeader.TryRead(_header.AsSpan(0, read), out header);
    }

    // What is no header is the end, the trailer, what a cut left, or damage: then a later segment is looked for.
    private bool Resume(long at)
    {
        var left = _file.Length - at;
        if (left <= 0 || IsTrailer(at, left))
        {
            return false;
        }

        for (var next = at + 1; next <= _file.Length - ChunkHeader.Size; next++)
        {
            if (StartsAt(next))
            {
                _file.Position = next;
                Lose();
                return true;
            }
        }

        CutOff = true;
        return false;
    }

    private bool StartsAt(long offset)
    {
        _file.Position = offset;
        if (_file.ReadByte() != ChunkHeader.Magic[0])
        {
            return false;
        }

        _file.Position = offset;
        return TryHeader(out var header) && header.Kind == ChunkKind.First;
    }

    private bool IsTrailer(long at, long left)
    {
        if (left != Trailer.Size)
        {
            return false;
        }

        _file.Position = at;
        var bytes = new byte[Trailer.Size];
        _file.ReadExactly(bytes);
        return Trailer.TryRead(bytes, out _);
    }

    private List<SegmentMark>? FromIndex()
    {
        if (_file.Length < FileHeader.Size + Trailer.Size)
        {
            return null;
        }

        var bytes = new byte[Trailer.Size];
        _file.Position = _file.Length - Trailer.Size;
        _file.ReadExactly(bytes);
        if (!Trailer.TryRead(bytes, out var trailer) || trailer.IndexOffset < FileHeader.Size || trailer.IndexOffset > _file.Length - ChunkHeader.Size)
        {
            return null;
        }

        _file.Position = trailer.IndexOffset;
        if (!TryHeader(out var header) || header.Kind != ChunkKind.Index || header.PackedBytes > _file.Length - _file.Position)
        {
            return null;
        }

        var index = new byte[header.PackedBytes];
        _file.ReadExactly(index);
        return Crc32C.Of(index) == header.PackedCrc ? Marks(index) : null;
    }

    private static List<SegmentMark> Marks(ReadOnlySpan<byte> index)
    {
        var marks = new List<SegmentMark>(index.Length / SegmentMark.Size);
        for (; index.Length >= SegmentMark.Size; index = index[SegmentMark.Size..])
        {
            marks.Add(new SegmentMark(
                BinaryPrimitives.ReadInt64LittleEndian(index),
                BinaryPrimitives.ReadInt64LittleEndian(index[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(index[16..])));
        }

        return marks;
    }

    private List<SegmentMark> ByHopping()
    {
        var marks = new List<SegmentMark>();
        long messages = 0;
        _file.Position = FileHeader.Size;
        while (TryHeader(out var header) && _file.Position + header.PackedBytes <= _file.Length)
        {
            if (header.Kind == ChunkKind.First)
            {
                marks.Add(new SegmentMark(_file.Position - ChunkHeader.Size, header.FirstArrival, messages));
            }

            messages += header.Messages;
            _file.Position += header.PackedBytes;
        }

        return marks;
    }
}
