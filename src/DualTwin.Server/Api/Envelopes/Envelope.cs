using System.Buffers;
using System.Text.Json;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.Envelopes;

/// <summary>What every answer but health and errors has around its payload.</summary>
internal static class Envelope
{
    /// <summary>
    /// Writes an answer. Its timestamp is that of the view's publication, so that all answers made from one view are the same bytes.
    /// </summary>
    /// <param name="published">The view it is made from.</param>
    /// <param name="version">The version asked for.</param>
    /// <param name="noData">Why there is no payload; null where there is one.</param>
    /// <param name="payload">Writes the payload's properties.</param>
    /// <param name="metadata">Writes more properties of the metadata.</param>
    public static byte[] Write(
        PublishedView published, SchemaVersion version, string? noData, Action<Utf8JsonWriter> payload, Action<Utf8JsonWriter>? metadata = null)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);
        writer.WriteStartObject();
        writer.WriteBoolean("success", noData is null);
        if (noData is not null)
        {
            writer.WriteString("message", noData);
        }

        writer.WriteString("timestamp", published.PublishedAt.UtcDateTime);
        writer.WriteString("schema_version", version.Name());
        payload(writer);
        writer.WriteStartObject("metadata");
        WriteMetadata(writer, published, version);
        metadata?.Invoke(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes where the data comes from and how fresh it is.</summary>
    public static void WriteMetadata(Utf8JsonWriter writer, PublishedView published, SchemaVersion version)
    {
        var state = published.View.State;
        if (published.Restored is { } restored)
        {
            writer.WriteString("last_update", restored.LastUpdate);
            writer.WriteString("update_source", "state_file");
        }
        else
        {
            WriteInstant(writer, "last_update", state.MeasuredAt);
            writer.WriteString("update_source", state.Source?.Type);
        }

        if (version == SchemaVersion.Version100)
        {
            return;
        }

        WriteInstant(writer, "received_at", published.IsRestored ? null : state.ReceivedAt);
        writer.WriteBoolean("stale", published.IsRestored || published.Source.State is SourceState.Failed or SourceState.Stalled);
        writer.WriteString("source_state", ApiJson.Name(published.Source.State));
        writer.WriteNumber("view_id", published.Id);
    }

    private static void WriteInstant(Utf8JsonWriter writer, string name, DateTimeOffset? instant)
    {
        if (instant is { } known)
        {
            writer.WriteString(name, known.UtcDateTime);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
