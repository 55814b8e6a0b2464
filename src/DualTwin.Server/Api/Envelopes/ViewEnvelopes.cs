using System.Globalization;
using System.Text.Json;
using DualTwin.Server.Sessions;
using DualTwin.Session;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.Envelopes;

/// <summary>Writes the answers that are made from a view alone. The view's documents go in as they are, byte for byte.</summary>
internal static class ViewEnvelopes
{
    public const string NoData = "No data yet: the source has not delivered anything this could be made from.";

    public static byte[] Write(PublishedView published, EnvelopeKind kind, SchemaVersion version) => kind switch
    {
        EnvelopeKind.Telemetry => Document(published, ViewDocument.Telemetry, "telemetry", version, "car_count", "cars"),
        EnvelopeKind.CarTwin => Document(published, ViewDocument.CarTwin, "car_twin", version),
        EnvelopeKind.FieldTwin => Document(published, ViewDocument.FieldTwin, "field_twin", version, "competitor_count", "competitors"),
        EnvelopeKind.Environment => Document(published, ViewDocument.Environment, "environment", version),
        EnvelopeKind.SystemComplete => SystemComplete(published, version),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such answer."),
    };

    public static byte[] WriteCarTwin(PublishedView published, string carId, SchemaVersion version) =>
        Payload(published, version, "car_twin", published.View.CarTwin(carId, version), null);

    private static byte[] Document(
        PublishedView published, ViewDocument document, string name, SchemaVersion version, string? countName = null, string? listName = null)
    {
        var content = published.Document(document, version);
        return Payload(published, version, name, content, countName is null
            ? null
            : writer => writer.WriteNumber(countName, content is { } bytes ? Count(bytes, listName!) : 0));
    }

    private static byte[] Payload(
        PublishedView published, SchemaVersion version, string name, ReadOnlyMemory<byte>? content, Action<Utf8JsonWriter>? metadata) =>
        Envelope.Write(published, version, content is null ? NoData : null, writer => WriteRaw(writer, name, content), metadata);

    private static byte[] SystemComplete(PublishedView published, SchemaVersion version)
    {
        var telemetry = published.Document(ViewDocument.Telemetry, version);
        return Envelope.Write(published, version, telemetry is null ? NoData : null, writer =>
        {
            if (telemetry is null)
            {
                writer.WriteNull("system_state");
                return;
            }

            writer.WriteStartObject("system_state");
            var carTwin = published.Document(ViewDocument.CarTwin, version);
            var fieldTwin = published.Document(ViewDocument.FieldTwin, version);
            WriteRaw(writer, "car_twin", carTwin);
            WriteRaw(writer, "field_twin", fieldTwin);
            WriteRaw(writer, "telemetry", telemetry);
            WriteRaw(writer, "environment", published.Document(ViewDocument.Environment, version));
            writer.WriteStartObject("system_metadata");
            var updated = published.Restored?.LastUpdate ?? JsonInstant(published.View.State.MeasuredAt);
            writer.WriteString("last_car_twin_update", carTwin is null ? null : updated);
            writer.WriteString("last_field_twin_update", fieldTwin is null ? null : updated);
            writer.WriteString("last_telemetry_update", updated);
            writer.WriteString("state_handler_timestamp", published.PublishedAt.UtcDateTime);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    // The round-trip form of a UTC instant, as the JSON writer gives it: fractions only as far as they are not zero.
    private static string? JsonInstant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void WriteRaw(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte>? content)
    {
        writer.WritePropertyName(name);
        if (content is { } bytes)
        {
            writer.WriteRawValue(bytes.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    // Counts what is in the document itself, so that the number holds for restored documents too.
    private static int Count(ReadOnlyMemory<byte> document, string list)
    {
        var reader = new Utf8JsonReader(document.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(list);
            reader.Read();
            if (!wanted)
            {
                reader.Skip();
                continue;
            }

            return CountElements(ref reader);
        }

        return 0;
    }

    private static int CountElements(ref Utf8JsonReader reader)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }

        return count;
    }
}
