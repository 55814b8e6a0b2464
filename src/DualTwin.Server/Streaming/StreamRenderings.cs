using System.Buffers;
using System.Text.Json;
using DualTwin.Server.Api;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Sessions;
using DualTwin.Session;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Streaming;

/// <summary>The <c>view</c> messages made from one published view, one for each choice of fields and version; made once, sent to all.</summary>
internal sealed class StreamRenderings(PublishedView published)
{
    private readonly StreamMessage?[] _messages = new StreamMessage?[((int)StreamFields.All + 1) * SchemaVersions.Supported.Count];

    public StreamMessage View(StreamFields fields, SchemaVersion version)
    {
        var slot = ((int)fields * SchemaVersions.Supported.Count) + (int)version;
        return _messages[slot] ??= new StreamMessage(published.Id, "view", Write(fields, version));
    }

    private byte[] Write(StreamFields fields, SchemaVersion version)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);
        writer.WriteStartObject();
        WriteDocument(writer, fields.HasFlag(StreamFields.Telemetry), "telemetry", ViewDocument.Telemetry, version);
        WriteDocument(writer, fields.HasFlag(StreamFields.CarTwin), "car_twin", ViewDocument.CarTwin, version);
        WriteDocument(writer, fields.HasFlag(StreamFields.FieldTwin), "field_twin", ViewDocument.FieldTwin, version);
        WriteDocument(writer, fields.HasFlag(StreamFields.Environment), "environment", ViewDocument.Environment, version);
        if (version != SchemaVersion.Version100)
        {
            writer.WriteStartObject("metadata");
            Envelope.WriteMetadata(writer, published, version);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteDocument(Utf8JsonWriter writer, bool wanted, string name, ViewDocument document, SchemaVersion version)
    {
        if (!wanted)
        {
            return;
        }

        writer.WritePropertyName(name);
        if (published.Document(document, version) is { } content)
        {
            writer.WriteRawValue(content.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
