using ZstdSharp;

namespace DualTwin.Sources.Recording.Container;

/// <summary>Unpacks a segment chunk by chunk. Its buffers grow to the largest chunk and are used again.</summary>
internal sealed class SegmentInflater : IDisposable
{
    private readonly ChunkStream _packed = new();
    private DecompressionStream? _unpacking;
    private byte[] _plain = [];

    /// <summary>What the newest chunk unpacked to.</summary>
    public byte[] Plain => _plain;

    /// <summary>Room for the packed bytes of the next chunk.</summary>
    public Span<byte> Room(int bytes) => _packed.Room(bytes);

    /// <summary>The next chunk is the first of a segment.</summary>
    public void BeginSegment()
    {
        _unpacking?.Dispose();
        _unpacking = new DecompressionStream(_packed, checkEndOfStream: false, leaveOpen: true);
    }

    /// <summary>Unpacks the chunk whose packed bytes are in the room; false where it does not hold <paramref name="plainBytes"/>.</summary>
    public bool TryUnpack(int plainBytes)
    {
        if (_plain.Length < plainBytes)
        {
            _plain = new byte[plainBytes];
        }

        try
        {
            return _unpacking!.ReadAtLeast(_plain.AsSpan(0, plainBytes), plainBytes, throwOnEndOfStream: false) == plainBytes;
        }
        catch (Exception damaged) when (damaged is ZstdException or EndOfStreamException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _unpacking?.Dispose();
        _packed.Dispose();
    }

    /// <summary>The packed bytes of one chunk after the other, as one stream.</summary>
    private sealed class ChunkStream : Stream
    {
        private byte[] _bytes = [];
        private int _length;
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public Span<byte> Room(int bytes)
        {
            if (_bytes.Length < bytes)
            {
                _bytes = new byte[bytes];
            }

            (_length, _at) = (bytes, 0);
            return _bytes.AsSpan(0, bytes);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = Math.Min(buffer.Length, _length - _at);
            _bytes.AsSpan(_at, read).CopyTo(buffer);
            _at += read;
            return read;
        }

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
