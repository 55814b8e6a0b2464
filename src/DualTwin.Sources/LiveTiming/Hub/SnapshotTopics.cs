using System.Text.Json;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>What a subscription's answer holds.</summary>
internal static class SnapshotTopics
{
    /// <summary>Its topics in the order in which they count: the order in a snapshot means nothing.</summary>
    public static IEnumerable<(string Name, JsonElement Data)> Of(JsonElement snapshot)
    {
        foreach (var topic in FeedTopics.Read)
        {
            if (snapshot.ValueKind == JsonValueKind.Object
                && snapshot.TryGetProperty(topic, out var data)
                && data.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                yield return (topic, data);
            }
        }
    }

    /// <summary>When the feed made it, by its heartbeat (UTC); null where it does not say.</summary>
    public static DateTimeOffset? MadeAt(JsonElement snapshot) =>
        snapshot.ValueKind == JsonValueKind.Object
        && snapshot.TryGetProperty(FeedTopics.Heartbeat, out var beat)
        && beat.ValueKind == JsonValueKind.Object
        && beat.TryGetProperty("Utc"u8, out var utc)
        && utc.ValueKind == JsonValueKind.String
        && FeedValues.TryInstant(utc.GetString()!, out var instant)
            ? instant
            : null;
}
