namespace DualTwin.Sources.Recording;

/// <summary>A message as a source received it, before anything is made of it.</summary>
/// <param name="channel">What tells it from others of the same connection: a topic, or the sender's address; may be empty.</param>
/// <param name="receivedAt">When it arrived (UTC), by our clock.</param>
/// <param name="sentAt">When the sender says that it was made (UTC), where it says so beside the content.</param>
/// <param name="snapshot">Whether it tells all of its channel rather than what has changed.</param>
/// <param name="content">Its bytes, which belong to the source.</param>
public readonly ref struct RawMessage(
    string channel, DateTimeOffset receivedAt, DateTimeOffset? sentAt, bool snapshot, ReadOnlySpan<byte> content)
{
    /// <summary>What tells it from others of the same connection: a topic, or the sender's address; may be empty.</summary>
    public string Channel { get; } = channel;

    /// <summary>When it arrived (UTC), by our clock.</summary>
    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>When the sender says that it was made (UTC), where it says so beside the content.</summary>
    public DateTimeOffset? SentAt { get; } = sentAt;

    /// <summary>Whether it tells all of its channel rather than what has changed.</summary>
    public bool Snapshot { get; } = snapshot;

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Content { get; } = content;
}
