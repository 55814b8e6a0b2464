using System.Text.Json.Serialization;
using DualTwin.Telemetry.History;

namespace DualTwin.Storage.History;

/// <summary>An event in the public schema. Null is unknown.</summary>
public sealed record EventRow
{
    /// <summary>Rises by one within the session, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened (ISO 8601, UTC).</summary>
    public DateTime? Time { get; init; }

    /// <summary>The leader's lap at that moment, 0 before the start.</summary>
    public int Lap { get; init; }

    /// <summary>What happened, such as stop, safety_car_deployed or retirement.</summary>
    public required string Type { get; init; }

    /// <summary>The car it is about; null where it is about the session.</summary>
    public string? CarId { get; init; }

    /// <summary>One English sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>The facts of the event, by name.</summary>
    [JsonConverter(typeof(EventFactsConverter))]
    public required IReadOnlyList<EventFact> Data { get; init; }
}
