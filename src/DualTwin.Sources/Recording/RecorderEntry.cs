using System.Buffers;

namespace DualTwin.Sources.Recording;

/// <summary>What waits for the recorder's writer: a message, a change of source, or a request to flush.</summary>
/// <param name="Origin">Where a message comes from; null for anything else.</param>
/// <param name="Text">A message's channel, or the source that was turned to; null for a request to flush.</param>
/// <param name="At">When it came (UTC).</param>
/// <param name="SentAt">When its sender says that a message was made (UTC).</param>
/// <param name="Snapshot">Whether a message tells all of its channel.</param>
/// <param name="Content">A message's bytes, rented.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct RecorderEntry(
    MessageOrigin? Origin, string? Text, DateTimeOffset At, DateTimeOffset? SentAt, bool Snapshot, byte[] Content, int Length)
{
    public static readonly RecorderEntry Flush = new(null, null, default, null, false, [], 0);

    public static RecorderEntry Of(MessageOrigin origin, in RawMessage message)
    {
        var content = ArrayPool<byte>.Shared.Rent(message.Content.Length);
        message.Content.CopyTo(content);
        return new RecorderEntry(origin, message.Channel, message.ReceivedAt, message.SentAt, message.Snapshot, content, message.Content.Length);
    }

    public static RecorderEntry Turned(string sourceName, DateTimeOffset at) => new(null, sourceName, at, null, false, [], 0);

    public RawMessage Message => new(Text!, At, SentAt, Snapshot, Content.AsSpan(0, Length));

    /// <summary>Gives the bytes back.</summary>
    public void Release()
    {
        if (Content.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Content);
        }
    }
}
