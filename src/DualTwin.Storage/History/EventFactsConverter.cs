using System.Text.Json;
using System.Text.Json.Serialization;
using DualTwin.Telemetry.History;

namespace DualTwin.Storage.History;

/// <summary>Writes the facts of an event as one JSON object, name by name. Rows are only ever written.</summary>
public sealed class EventFactsConverter : JsonConverter<IReadOnlyList<EventFact>>
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: history is written, not read back.</exception>
    public override IReadOnlyList<EventFact> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("History is written, not read back.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<EventFact> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var fact in value)
        {
            writer.WritePropertyName(fact.Name);
            WriteValue(writer, fact);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, EventFact fact)
    {
        if (fact.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else if (fact.Number is { } number && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else if (fact.Flag is { } flag)
        {
            writer.WriteBooleanValue(flag);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
