using System.Buffers;
using System.Text.Json;
using DualTwin.Server.Sessions;

namespace DualTwin.Server.Streaming;

/// <summary>Events that a reader asks for and will not get.</summary>
/// <param name="AfterId">The last message the reader saw.</param>
/// <param name="UpToId">The last message it missed.</param>
/// <param name="Events">How many events it missed; null where that is not known.</param>
/// <param name="Reason">Why, in one sentence.</param>
internal sealed record StreamGap(long AfterId, long UpToId, int? Events, string Reason)
{
    /// <summary>The gap behind <paramref name="afterId"/> for a reader that gets <paramref name="backlog"/> events at most; null where there is none.</summary>
    public static StreamGap? Find(PublishedView published, long afterId, int backlog)
    {
        var log = published.Events;
        if (afterId > published.Id)
        {
            return new StreamGap(log.NewestId, log.NewestId, null, "The last id is not one of this stream's; going on from now.");
        }

        var missing = log.CountAfter(afterId);
        var sent = log.After(afterId, backlog);
        if (afterId < log.DroppedUpTo)
        {
            var upTo = missing > sent.Count ? sent[0].Id - 1 : log.DroppedUpTo;
            return new StreamGap(afterId, upTo, null, "Events before this one are not held any more; see /api/v1/history/events.");
        }

        return missing > sent.Count
            ? new StreamGap(afterId, sent[0].Id - 1, missing - sent.Count, "The reader fell too far behind; see /api/v1/history/events.")
            : null;
    }

    /// <summary>The message that tells the reader.</summary>
    public StreamMessage ToMessage()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteNumber("after_id", AfterId);
        writer.WriteNumber("up_to_id", UpToId);
        if (Events is { } count)
        {
            writer.WriteNumber("events", count);
        }
        else
        {
            writer.WriteNull("events");
        }

        writer.WriteString("reason", Reason);
        writer.WriteEndObject();
        writer.Flush();
        return new StreamMessage(UpToId, "skipped", buffer.WrittenMemory.ToArray());
    }
}
