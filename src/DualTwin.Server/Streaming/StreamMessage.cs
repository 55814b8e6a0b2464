using System.Globalization;
using System.Text;

namespace DualTwin.Server.Streaming;

/// <summary>One message of the stream. Its JSON is the same bytes over both transports; each framing is made once and shared.</summary>
/// <param name="id">Rises from message to message.</param>
/// <param name="name">What it is: <c>view</c>, <c>event</c> or <c>skipped</c>.</param>
/// <param name="json">The data (UTF-8 JSON without line breaks).</param>
internal sealed class StreamMessage(long id, string name, ReadOnlyMemory<byte> json)
{
    private byte[]? _serverSent;
    private byte[]? _webSocket;

    public long Id { get; } = id;

    public string Name { get; } = name;

    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>As a server-sent event.</summary>
    public byte[] ServerSent => _serverSent ??= Frame($"id: {Number}\nevent: {Name}\ndata: ", "\n\n");

    /// <summary>As a WebSocket text message: an object with the event's name, its id and the data.</summary>
    public byte[] WebSocket => _webSocket ??= Frame($"{{\"event\":\"{Name}\",\"id\":{Number},\"data\":", "}");

    private string Number => Id.ToString(CultureInfo.InvariantCulture);

    private byte[] Frame(string before, string after)
    {
        var head = Encoding.UTF8.GetBytes(before);
        var tail = Encoding.UTF8.GetBytes(after);
        var frame = new byte[head.Length + Json.Length + tail.Length];
        head.CopyTo(frame, 0);
        Json.Span.CopyTo(frame.AsSpan(head.Length));
        tail.CopyTo(frame, head.Length + Json.Length);
        return frame;
    }
}
