using System.Text.Json;
using DualTwin.Server.Sessions;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;

namespace DualTwin.Server.Api.Forecasts;

/// <summary>Writes the answer to a what-if as the API shows it.</summary>
internal static class WhatIfJson
{
    private const int ShareDigits = 4;
    private const int PlaceDigits = 2;

    /// <summary>Writes the property <c>what_if</c>.</summary>
    public static void Write(Utf8JsonWriter writer, PublishedView of, WhatIfAnswer answer)
    {
        writer.WriteStartObject("what_if");
        writer.WriteNumber("view_id", of.Id);
        writer.WriteBoolean("estimate", true);
        writer.WriteBoolean("simulated", of.View.StandingIn || of.View.State.Source?.Simulated == true);
        writer.WriteNumber("lap", answer.LeaderLaps);
        writer.WriteNumber("races", answer.Races);
        writer.WriteStartArray("cars");
        foreach (var car in answer.Cars.OrderBy(c => c.Before.Position))
        {
            writer.WriteStartObject();
            writer.WriteString("car_id", car.Before.CarId);
            writer.WriteNumber("position", car.Before.Position);
            Write(writer, "before", car.Before);
            Write(writer, "after", car.After);
            StrategyJson.WriteEstimate(writer, "change", car.PlacesLost);
            StrategyJson.WriteRejoin(writer, car.Rejoin);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, CarForecast car)
    {
        writer.WriteStartObject(name);
        WriteNumber(writer, "expected_position", car.FinishMean is { } mean ? Math.Round(mean, PlaceDigits) : null);
        WriteNumber(writer, "position_p10", car.FinishP10);
        WriteNumber(writer, "position_p90", car.FinishP90);
        writer.WriteNumber("win_probability", Math.Round(car.Win, ShareDigits));
        writer.WriteNumber("podium_probability", Math.Round(car.Podium, ShareDigits));
        writer.WriteNumber("points_probability", Math.Round(car.Points, ShareDigits));
        writer.WriteEndObject();
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
}
