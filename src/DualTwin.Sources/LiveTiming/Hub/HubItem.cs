using System.Text.Json;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>What reaches the reader of a live timing source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Feed">The connection it comes from; null for a tick.</param>
/// <param name="Topic">The topic of an update.</param>
/// <param name="Data">What an update or a snapshot says.</param>
/// <param name="SentAt">When the feed made an update (UTC).</param>
/// <param name="ReceivedAt">When it arrived (UTC).</param>
/// <param name="Cause">Why a connection is over.</param>
internal readonly record struct HubItem(
    HubItem.Kinds Kind, HubFeed? Feed, string Topic, JsonElement Data, DateTimeOffset? SentAt, DateTimeOffset ReceivedAt, string? Cause)
    : IFeedItem<HubItem>
{
    public enum Kinds
    {
        Tick,
        Update,
        Snapshot,
        Closed,
    }

    public static HubItem Tick { get; } = new(Kinds.Tick, null, string.Empty, default, null, default, null);

    public bool IsTick => Kind == Kinds.Tick;
}
