using System.Text.Json;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Json;

/// <summary>Writes what a game says of the session beyond the official feed's facts.</summary>
internal static class SessionMoreJson
{
    private static readonly JsonEncodedText TrackLength = Encode("track_length");
    private static readonly JsonEncodedText Forecast = Encode("weather_forecast");
    private static readonly JsonEncodedText OffsetMinutes = Encode("offset_minutes");
    private static readonly JsonEncodedText RainProbability = Encode("rain_probability");
    private static readonly JsonEncodedText PitWindow = Encode("pit_window_hint");
    private static readonly JsonEncodedText IdealLap = Encode("ideal_lap");
    private static readonly JsonEncodedText LatestLap = Encode("latest_lap");
    private static readonly JsonEncodedText RejoinPosition = Encode("rejoin_position");
    private static readonly JsonEncodedText Game = Encode("game");
    private static readonly JsonEncodedText Format = Encode("format");
    private static readonly JsonEncodedText Version = Encode("version");
    private static readonly JsonEncodedText PlayerCarId = Encode("player_car_id");

    public static void Write(Utf8JsonWriter writer, SessionFacts session)
    {
        FixedDecimal.Write(writer, TrackLength, session.TrackLengthMetres, 0);
        WriteForecast(writer, session.Forecast);
        WritePitWindow(writer, session.PitWindow);
        WriteGame(writer, session.Game);
    }

    private static void WriteForecast(Utf8JsonWriter writer, WeatherForecastList? forecast)
    {
        writer.WriteStartArray(Forecast);
        foreach (var sample in forecast?.Samples ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString(SnapshotNames.Kind, SchemaNames.Of(sample.Kind));
            writer.WriteNumber(OffsetMinutes, (int)sample.Offset.TotalMinutes);
            writer.WriteString(SnapshotNames.Weather, SchemaNames.Of(sample.Weather));
            FixedDecimal.Write(writer, SnapshotNames.Temperature, sample.TrackTemperatureCelsius, 1);
            FixedDecimal.Write(writer, SnapshotNames.AirTemperature, sample.AirTemperatureCelsius, 1);
            FixedDecimal.Write(writer, RainProbability, sample.RainProbability, 2);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePitWindow(Utf8JsonWriter writer, PitWindowHint? hint)
    {
        if (hint is null)
        {
            writer.WriteNull(PitWindow);
            return;
        }

        writer.WriteStartObject(PitWindow);
        OptionalJson.Write(writer, IdealLap, hint.IdealLap);
        OptionalJson.Write(writer, LatestLap, hint.LatestLap);
        OptionalJson.Write(writer, RejoinPosition, hint.RejoinPosition);
        writer.WriteEndObject();
    }

    private static void WriteGame(Utf8JsonWriter writer, GameFacts? game)
    {
        if (game is null)
        {
            writer.WriteNull(Game);
            return;
        }

        writer.WriteStartObject(Game);
        writer.WriteString(SnapshotNames.Name, game.Name);
        writer.WriteNumber(Format, game.Format);
        writer.WriteString(Version, game.Version);
        writer.WriteString(PlayerCarId, game.PlayerCarId);
        writer.WriteEndObject();
    }

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name);
}
