namespace DualTwin.Sources.Archive;

/// <summary>Reads lines of bytes from a stream, each up to a bound, without keeping more than one.</summary>
internal sealed class LineReader(Stream stream, int maxBytes) : IDisposable
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _begun;

    /// <summary>The line, without its end; valid until the next read. Empty where the line was too long.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line was longer than the bound, and was skipped.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Whether the line ended with a line feed rather than with the file.</summary>
    public bool Terminated { get; private set; }

    /// <summary>Reads the next line; false at the end of the stream.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public bool Read()
    {
        TooLong = false;
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                Take(searched + feed, terminated: true);
                return true;
            }

            searched = _end - _start;
            if (searched > maxBytes)
            {
                // Drops what is there and reads on to the end of the line.
                (TooLong, _start, _end, searched) = (true, 0, 0, 0);
            }

            if (!Fill())
            {
                Take(_end - _start, terminated: false);
                return Line.Length > 0 || TooLong;
            }
        }
    }

    public void Dispose() => stream.Dispose();

    private void Take(int length, bool terminated)
    {
        var line = _buffer.AsMemory(_start, length);
        _start = Math.Min(_start + length + (terminated ? 1 : 0), _end);
        Terminated = terminated;
        TooLong |= length > maxBytes;
        if (!_begun && line.Span.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        _begun = true;
        Line = TooLong ? default : line.TrimEnd("\r"u8);
    }

    private bool Fill()
    {
        if (_atEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
        return !_atEnd;
    }
}
