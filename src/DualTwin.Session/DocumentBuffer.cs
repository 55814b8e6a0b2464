using System.Buffers;
using System.Text.Json;

namespace DualTwin.Session;

/// <summary>
/// Lends a JSON writer over a buffer that is used again and again on one thread, and hands out each document as an array of
/// its own, so that a view costs the bytes of its documents and no more.
/// </summary>
internal static class DocumentBuffer
{
    private const int FirstCapacity = 16 * 1024;

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The bytes that <paramref name="write"/> writes; null where it declines.</summary>
    public static ReadOnlyMemory<byte>? Write<T>(T argument, Func<Utf8JsonWriter, T, bool> write)
    {
        // Taken out while in use, so that a document written within a document gets a buffer of its own.
        var buffer = _buffer ?? new ArrayBufferWriter<byte>(FirstCapacity);
        var writer = _writer ?? new Utf8JsonWriter(buffer, Options);
        (_buffer, _writer) = (null, null);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        if (!write(writer, argument))
        {
            writer.Reset(buffer);
            (_buffer, _writer) = (buffer, writer);
            return null;
        }

        writer.Flush();
        var document = buffer.WrittenSpan.ToArray();
        (_buffer, _writer) = (buffer, writer);
        return document;
    }
}
