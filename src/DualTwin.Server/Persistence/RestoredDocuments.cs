using System.Buffers;
using System.Text.Json;
using DualTwin.Server.Api;
using DualTwin.Session;

namespace DualTwin.Server.Persistence;

/// <summary>Turns the documents of the state files, which carry the newest schema, into what readers of the API ask for.</summary>
internal static class RestoredDocuments
{
    // The contract's fields of 1.0.0: a later version is a superset, so leaving out what is not here gives 1.0.0.
    private static readonly FieldTree TrackConditions = FieldTree.Of("temperature", "weather", "track_status");

    private static readonly FieldTree TelemetryFields = FieldTree.Of("timestamp", "lap", "session_type")
        .With("track_conditions", TrackConditions)
        .With("cars", FieldTree.Of("car_id", "team", "driver", "position", "speed", "fuel_level", "lap_time", "sector_times")
            .With("tire", FieldTree.Of("compound", "age", "wear_level")));

    private static readonly FieldTree CarTwinFields = FieldTree.Of("car_id", "timestamp")
        .With("current_state", FieldTree.Of("speed", "tire_temp", "tire_wear", "fuel_level", "lap_time"))
        .With("predictions", FieldTree.Of("tire_degradation_rate", "fuel_consumption_rate", "predicted_pit_lap", "performance_delta"))
        .With("strategy_metrics", FieldTree.Of("optimal_pit_window", "tire_life_remaining", "fuel_laps_remaining"));

    private static readonly FieldTree FieldTwinFields = FieldTree.Of("timestamp")
        .With("competitors", FieldTree.Of(
                "car_id", "team", "current_position", "gap_to_leader", "predicted_strategy", "pit_probability", "strategic_threat_level")
            .With("behavioral_profile", FieldTree.Of("undercut_tendency", "aggressive_defense", "tire_management")))
        .With("strategic_opportunities", FieldTree.Of("type", "target_car", "probability", "execution_lap"));

    private static readonly FieldTree EnvironmentFields = FieldTree.Of()
        .With("track_conditions", TrackConditions)
        .With("race_context", FieldTree.Of("current_lap", "session_type", "track_status"))
        .With("weather", FieldTree.Of("condition", "temperature"))
        .With("flags", FieldTree.Of("track_status", "session_type"));

    public static byte[] ToVersion100(ViewDocument document, ReadOnlyMemory<byte> newest)
    {
        using var source = JsonDocument.Parse(newest);
        return Write(writer => (document switch
        {
            ViewDocument.Telemetry => TelemetryFields,
            ViewDocument.CarTwin => CarTwinFields,
            ViewDocument.FieldTwin => FieldTwinFields,
            _ => EnvironmentFields,
        }).Copy(source.RootElement, writer));
    }

    /// <summary>The same document without line breaks or blanks, whoever wrote it: the stream needs it on one line.</summary>
    public static byte[] Compact(ReadOnlyMemory<byte> document)
    {
        using var source = JsonDocument.Parse(document);
        return Write(source.RootElement.WriteTo);
    }

    /// <summary>The environment document that belongs to a telemetry document.</summary>
    public static byte[] Environment(ReadOnlyMemory<byte> telemetry)
    {
        using var source = JsonDocument.Parse(telemetry);
        var root = source.RootElement;
        var track = Property(root, "track_conditions");
        return Write(writer =>
        {
            writer.WriteStartObject();
            WriteProperty(writer, "track_conditions", track);
            writer.WriteStartObject("race_context");
            WriteProperty(writer, "current_lap", Property(root, "lap"));
            WriteProperty(writer, "session_type", Property(root, "session_type"));
            WriteProperty(writer, "track_status", Property(track, "track_status"));
            writer.WriteEndObject();
            writer.WriteStartObject("weather");
            WriteProperty(writer, "condition", Property(track, "weather"));
            WriteProperty(writer, "temperature", Property(track, "temperature"));
            writer.WriteEndObject();
            writer.WriteStartObject("flags");
            WriteProperty(writer, "track_status", Property(track, "track_status"));
            WriteProperty(writer, "session_type", Property(root, "session_type"));
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    public static string? Timestamp(ReadOnlyMemory<byte> document)
    {
        using var source = JsonDocument.Parse(document);
        return Property(source.RootElement, "timestamp") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    private static JsonElement? Property(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } source && source.TryGetProperty(name, out var value) ? value : null;

    private static void WriteProperty(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        writer.WritePropertyName(name);
        if (value is { } known)
        {
            known.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);
        write(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
