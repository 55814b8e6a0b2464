using System.Text.Json;
using DualTwin.Server.Streaming;
using DualTwin.Storage.History;
using DualTwin.Telemetry.History;

namespace DualTwin.Server.Sessions;

/// <summary>An event with its number in the stream.</summary>
/// <param name="id">Rises from event to event and never repeats, not even across sessions.</param>
/// <param name="value">The event.</param>
public sealed class LoggedEvent(long id, SessionEvent value)
{
    private StreamMessage? _message;

    /// <summary>Rises from event to event and never repeats, not even across sessions.</summary>
    public long Id { get; } = id;

    /// <summary>The event.</summary>
    public SessionEvent Value { get; } = value;

    /// <summary>The event as a message of the stream: its row of the public schema, written once, shared by all readers.</summary>
    internal StreamMessage Message => _message ??= new StreamMessage(
        Id, "event", JsonSerializer.SerializeToUtf8Bytes(HistoryRows.Of(Value), HistoryJson.Instance.EventRow));
}
