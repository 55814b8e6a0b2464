using System.Text.Json;
using DualTwin.Server.Forecasting;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Server.Api.Forecasts;

/// <summary>Writes a forecast as the API shows it.</summary>
internal static class ForecastJson
{
    // A probability counted in 10,000 races is known to half a hundredth, times to some milliseconds: more digits would be noise.
    private const int ShareDigits = 4;
    private const int SecondsDigits = 3;
    private const int PlaceDigits = 2;

    /// <summary>Writes the property <c>forecast</c>; null where there is none.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="stamped">The forecast.</param>
    /// <param name="current">Whether it is of the state that is shown now.</param>
    public static void Write(Utf8JsonWriter writer, StampedForecast? stamped, bool current)
    {
        if (stamped?.Forecast is not { } forecast)
        {
            writer.WriteNull("forecast");
            return;
        }

        writer.WriteStartObject("forecast");
        writer.WriteNumber("view_id", stamped.Of.Id);
        writer.WriteBoolean("current", current);
        writer.WriteBoolean("estimate", true);
        writer.WriteBoolean("simulated", stamped.Of.View.StandingIn || stamped.Of.View.State.Source?.Simulated == true);
        writer.WriteNumber("lap", forecast.LeaderLaps);
        writer.WriteNumber("total_laps", forecast.TotalLaps);
        writer.WriteNumber("races", forecast.Races);
        writer.WriteStartArray("cars");
        foreach (var car in forecast.Cars.OrderBy(c => c.Position))
        {
            Write(writer, forecast, car);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RaceForecast forecast, CarForecast car)
    {
        writer.WriteStartObject();
        writer.WriteString("car_id", car.CarId);
        writer.WriteNumber("position", car.Position);
        writer.WriteNumber("win_probability", Share(car.Win));
        writer.WriteNumber("podium_probability", Share(car.Podium));
        writer.WriteNumber("points_probability", Share(car.Points));
        writer.WriteNumber("classified_probability", Share(car.Classified));
        WriteFinish(writer, car);
        writer.WriteStartArray("position_probabilities");
        foreach (var place in car.Places)
        {
            writer.WriteNumberValue(Share(place));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("laps");
        foreach (var lap in car.Laps)
        {
            writer.WriteStartObject();
            writer.WriteNumber("lap", lap.Lap);
            writer.WriteNumber("seconds", Math.Round(lap.Seconds, SecondsDigits));
            writer.WriteNumber("position", Math.Round(lap.Position, PlaceDigits));
            writer.WriteNumber("probability", Share(lap.Probability));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("ahead_of");
        for (var i = 0; i < forecast.Cars.Length; i++)
        {
            if (!ReferenceEquals(forecast.Cars[i], car))
            {
                writer.WriteNumber(forecast.Cars[i].CarId, Share(car.AheadOf[i]));
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteFinish(Utf8JsonWriter writer, CarForecast car)
    {
        WriteNumber(writer, "expected_position", car.FinishMean is { } mean ? Math.Round(mean, PlaceDigits) : null);
        WriteNumber(writer, "position_p10", car.FinishP10);
        WriteNumber(writer, "position_median", car.FinishMedian);
        WriteNumber(writer, "position_p90", car.FinishP90);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static double Share(double value) => Math.Round(value, ShareDigits);
}
