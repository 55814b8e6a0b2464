using System.Buffers.Text;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming.Compressed;

/// <summary>
/// Unpacks the topics whose names end in <c>.z</c>: JSON, packed with raw deflate, in base64 text. Its buffers grow to the largest
/// message and are used again for each. Not thread-safe.
/// </summary>
#pragma warning disable CA1001 // A stream over memory holds nothing that has to be let go.
internal sealed class TopicInflater
#pragma warning restore CA1001
{
    // The largest messages measured unpack to some 8 kB; a hundred times that is no message of this feed.
    private const int MostBytes = 1024 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly MemoryStream _packed = new();
    private byte[] _plain = new byte[16 * 1024];

    /// <summary>The JSON that <paramref name="packed"/> holds, valid until the next call; null where it holds none.</summary>
    public ReadOnlyMemory<byte>? Inflate(JsonElement packed)
    {
        if (packed.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var text = JsonMarshal.GetRawUtf8Value(packed)[1..^1];
        if (!Decode(text))
        {
            return null;
        }

        try
        {
            return Unpack() is { } length ? WithoutMark(_plain.AsMemory(0, length)) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // A slash may stand escaped in JSON: it is the one character of base64 that JSON writers treat so, besides + as \u002B.
    private bool Decode(ReadOnlySpan<byte> text)
    {
        byte[]? unescaped = text.Contains((byte)'\\') ? Unescaped(text) : null;
        text = unescaped ?? text;
        var room = Base64.GetMaxDecodedFromUtf8Length(text.Length);
        _packed.SetLength(room);
        var decoded = Base64.DecodeFromUtf8(text, _packed.GetBuffer().AsSpan(0, room), out _, out var written);
        _packed.SetLength(written);
        _packed.Position = 0;
        return decoded == System.Buffers.OperationStatus.Done && written > 0;
    }

    private static byte[]? Unescaped(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. text, (byte)'"']);
        var plain = new byte[text.Length];
        return reader.Read() ? plain[..reader.CopyString(plain)] : null;
    }

    private int? Unpack()
    {
        using var inflating = new DeflateStream(_packed, CompressionMode.Decompress, leaveOpen: true);
        var length = 0;
        while (true)
        {
            var read = inflating.Read(_plain, length, _plain.Length - length);
            length += read;
            if (read == 0)
            {
                return length;
            }

            if (length == _plain.Length)
            {
                if (length >= MostBytes)
                {
                    return null;
                }

                Array.Resize(ref _plain, length * 2);
            }
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json;
}
