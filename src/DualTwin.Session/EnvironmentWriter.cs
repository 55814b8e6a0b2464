using System.Text.Json;
using DualTwin.Telemetry;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.State;

namespace DualTwin.Session;

/// <summary>Writes the environment document: track, weather and flags of the moment. It is the same in every schema version.</summary>
internal static class EnvironmentWriter
{
    private static readonly JsonEncodedText Temperature = JsonEncodedText.Encode("temperature");

    public static bool Write(Utf8JsonWriter writer, View view)
    {
        var state = view.State;
        if (state.MeasuredAt is null)
        {
            return false;
        }

        var status = SchemaNames.Of(state.Track.Status);
        var type = SchemaNames.Of(state.Session.Type);
        writer.WriteStartObject();
        WriteTrack(writer, state.Track, status);
        writer.WriteStartObject("race_context"u8);
        writer.WriteNumber("current_lap"u8, state.Session.LeaderLap);
        writer.WriteString("session_type"u8, type);
        writer.WriteString("track_status"u8, status);
        writer.WriteEndObject();
        writer.WriteStartObject("weather"u8);
        writer.WriteString("condition"u8, SchemaNames.Of(state.Track.Weather));
        FixedDecimal.Write(writer, Temperature, state.Track.TrackTemperatureCelsius, 1);
        writer.WriteEndObject();
        writer.WriteStartObject("flags"u8);
        writer.WriteString("track_status"u8, status);
        writer.WriteString("session_type"u8, type);
        writer.WriteEndObject();
        writer.WriteEndObject();
        return true;
    }

    private static void WriteTrack(Utf8JsonWriter writer, TrackConditions track, string? status)
    {
        writer.WriteStartObject("track_conditions"u8);
        FixedDecimal.Write(writer, Temperature, track.TrackTemperatureCelsius, 1);
        writer.WriteString("weather"u8, SchemaNames.Of(track.Weather));
        writer.WriteString("track_status"u8, status);
        writer.WriteEndObject();
    }
}
