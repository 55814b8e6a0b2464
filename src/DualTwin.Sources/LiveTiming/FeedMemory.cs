using System.Buffers;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// What the feed has said so far, so that a snapshot tells no more than what was missed, and a message that was overtaken by newer
/// ones no more than what they left. Packed topics are not kept: each of their messages stands by itself, and one that a newer one
/// overtook says what no longer holds.
/// </summary>
internal sealed class FeedMemory
{
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    /// <summary>By no more than this one message of a live feed overtakes another: a heart that long without a beat ends the connection.</summary>
    private static readonly TimeSpan LongestOvertaking = TimeSpan.FromMinutes(1);

    private readonly ArrayBufferWriter<byte> _news = new();
    private long _snapshotAt = long.MinValue;

    /// <summary>A copy that goes its own way.</summary>
    public FeedMemory Copy()
    {
        var copy = new FeedMemory { _snapshotAt = _snapshotAt };
        foreach (var (name, topic) in _topics)
        {
            copy._topics[name] = new Topic(topic.Root.Copy(), topic.Newest);
        }

        return copy;
    }

    /// <summary>
    /// What <paramref name="data"/> says that counts; null where nothing of it does. The bytes are valid until the next call; where
    /// all of it counts, <paramref name="whole"/> is true and there are none.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="data">The message.</param>
    /// <param name="sentAt">When the feed made it; null where it does not say, and then it is the newest.</param>
    /// <param name="snapshot">Whether it tells all of the topic.</param>
    /// <param name="whole">Whether all of it counts.</param>
    public ReadOnlyMemory<byte>? Take(string topic, JsonElement data, DateTimeOffset? sentAt, bool snapshot, out bool whole)
    {
        whole = true;
        if (FeedTopics.IsCompressed(topic))
        {
            whole = IsNewest(topic, sentAt);
            return null;
        }

        if (data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (snapshot && sentAt is { } madeAt)
        {
            _snapshotAt = madeAt.UtcTicks;
        }

        if (!_topics.TryGetValue(topic, out var known))
        {
            known = _topics[topic] = new Topic(new FeedNode(), long.MinValue);
            known.Root.Apply(data, known.Newest = snapshot ? long.MinValue : Stamp(sentAt, known));
            return null;
        }

        return snapshot ? TakeSnapshot(known, data, out whole) : TakeUpdate(known, data, sentAt, out whole);
    }

    private bool IsNewest(string topic, DateTimeOffset? sentAt)
    {
        if (!_topics.TryGetValue(topic, out var known))
        {
            known = _topics[topic] = new Topic(new FeedNode(), long.MinValue);
        }

        // One message with a wrong time must not silence its topic: what lies further back was not overtaken, the time was wrong.
        var stamp = Stamp(sentAt, known);
        var overtaken = stamp < known.Newest && known.Newest - stamp <= LongestOvertaking.Ticks;
        known.Newest = overtaken ? known.Newest : stamp;
        return !overtaken;
    }

    private ReadOnlyMemory<byte>? TakeSnapshot(Topic known, JsonElement data, out bool whole)
    {
        whole = false;
        var news = known.Root.DiffersFrom(data) ? Write(writer => WriteDifference(writer, known.Root, data)) : (ReadOnlyMemory<byte>?)null;
        known.Root.Apply(data, known.Newest, keepStamps: true);
        return news;
    }

    private ReadOnlyMemory<byte>? TakeUpdate(Topic known, JsonElement data, DateTimeOffset? sentAt, out bool whole)
    {
        var stamp = Stamp(sentAt, known);
        if (stamp <= _snapshotAt && !known.Root.IsChangedBy(data))
        {
            // It was on its way when the snapshot was made, and is in it already.
            whole = false;
            return null;
        }

        whole = stamp >= known.Newest;
        if (whole)
        {
            known.Newest = stamp;
            known.Root.Apply(data, stamp);
            return null;
        }

        if (!known.Root.IsNewsIn(data, stamp))
        {
            return null;
        }

        var news = Write(writer => WriteNews(writer, known.Root, data, stamp));
        using var document = JsonDocument.Parse(news);
        known.Root.Apply(document.RootElement, stamp);
        return news;
    }

    private static long Stamp(DateTimeOffset? sentAt, Topic known) => sentAt?.UtcTicks ?? known.Newest;

    private ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        _news.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_news))
        {
            write(writer);
        }

        return _news.WrittenMemory;
    }

    private static void WriteDifference(Utf8JsonWriter writer, FeedNode? known, JsonElement whole)
    {
        if (known is null || whole.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            whole.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, element) in FeedNode.Parts(whole))
        {
            var child = known.Find(name);
            if (child is null || child.DiffersFrom(element))
            {
                writer.WritePropertyName(name);
                WriteDifference(writer, child, element);
            }
        }

        var gone = whole.ValueKind == JsonValueKind.Object ? known.Gone(whole).ToList() : [];
        if (gone.Count > 0)
        {
            writer.WriteStartArray("_deleted"u8);
            gone.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteNews(Utf8JsonWriter writer, FeedNode? known, JsonElement delta, long stamp)
    {
        if (known is null || delta.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            delta.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, element) in FeedNode.Parts(delta))
        {
            var child = known.Find(name);
            if (child is null || child.IsNewsIn(element, stamp))
            {
                writer.WritePropertyName(name);
                WriteNews(writer, child, element, stamp);
            }
        }

        writer.WriteEndObject();
    }

    private sealed class Topic(FeedNode root, long newest)
    {
        public FeedNode Root { get; } = root;

        /// <summary>Time of the newest message.</summary>
        public long Newest { get; set; } = newest;
    }
}
