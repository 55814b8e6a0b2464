using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates TrackStatus and WeatherData.</summary>
internal sealed class TrackTranslator(FeedReader reader)
{
    public void TranslateStatus(JsonElement data, FrameDraft draft)
    {
        if (reader.Text(data, "Status"u8) is not { } code)
        {
            return;
        }

        if (StatusOf(code) is { } status)
        {
            draft.Track = new TrackUpdate { Status = status };
        }
        else
        {
            reader.Unknown();
        }
    }

    public void TranslateWeather(JsonElement data, FrameDraft draft)
    {
        bool? raining = data.TryGetProperty("Rainfall"u8, out var rainfall) ? reader.Flag(rainfall) : null;
        var update = new TrackUpdate
        {
            Raining = raining,
            Weather = raining switch { true => WeatherCondition.Rain, false => WeatherCondition.Sunny, null => null },
            TrackTemperatureCelsius = reader.Number(data, "TrackTemp"u8, -10, 80),
            AirTemperatureCelsius = reader.Number(data, "AirTemp"u8, -10, 60),
            HumidityPercent = reader.Number(data, "Humidity"u8, 0, 100),
            WindSpeedMetresPerSecond = reader.Number(data, "WindSpeed"u8, 0, 100),
        };
        draft.Track = update == new TrackUpdate() ? null : update;
    }

    /// <summary>The status that a code means; null for an unknown code. 7 says that the VSC will end: until it does it is in force.</summary>
    public static TrackStatus? StatusOf(string code) => code switch
    {
        "1" => TrackStatus.Green,
        "2" => TrackStatus.Yellow,
        "4" => TrackStatus.SafetyCar,
        "5" => TrackStatus.Red,
        "6" or "7" => TrackStatus.VirtualSafetyCar,
        _ => null,
    };
}
