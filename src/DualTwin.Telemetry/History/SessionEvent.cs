using System.Collections.Immutable;

namespace DualTwin.Telemetry.History;

/// <summary>Something that happened in the session: a stop, a flag, a retirement.</summary>
public sealed record SessionEvent
{
    /// <summary>Rises within the session, from 1, by one but for ids of events that a flashback took back: those are not given again.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened (UTC), by the source's clock; null where the source tells no time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The leader's lap at that moment, 0 before the start.</summary>
    public int Lap { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The car it is about; null where it is about the session.</summary>
    public string? CarId { get; init; }

    /// <summary>One English sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>The facts of the event, by name.</summary>
    public ImmutableArray<EventFact> Data { get; init; } = [];
}
