namespace DualTwin.Sources.Captures;

/// <summary>Exact reads from a capture, which say where it ends too early.</summary>
internal sealed class CaptureBytes(Stream stream) : IDisposable
{
    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Fills <paramref name="room"/>; false where the capture has ended before its first byte.</summary>
    /// <exception cref="InvalidDataException">The capture ends within.</exception>
    public bool TryFill(Span<byte> room)
    {
        var read = stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        Position += read;
        return read == room.Length || (read == 0 ? false : throw Early());
    }

    /// <summary>Fills <paramref name="room"/>.</summary>
    /// <exception cref="InvalidDataException">The capture ends before or within.</exception>
    public void Fill(Span<byte> room)
    {
        if (!TryFill(room) && room.Length > 0)
        {
            throw Early();
        }
    }

    /// <summary>The next <paramref name="length"/> bytes.</summary>
    public byte[] Take(int length)
    {
        var bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }

    public void Dispose() => stream.Dispose();

    private InvalidDataException Early() => new($"it ends in the middle of a record, at byte {Position}");
}
