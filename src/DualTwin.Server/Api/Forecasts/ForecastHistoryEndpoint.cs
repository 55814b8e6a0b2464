using System.Text.Json;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Errors;
using DualTwin.Server.Forecasting;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.Forecasts;

/// <summary><c>GET /forecast/history</c>: how the probabilities of a car moved over the race, and what happened meanwhile.</summary>
internal sealed class ForecastHistoryEndpoint(SessionHost session, Forecaster forecaster, ApiResponses responses)
{
    private const string NoCar = "No history: no car is ours; ask for one with 'car_id'.";
    private const int ShareDigits = 4;
    private const int PlaceDigits = 2;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApiGet(
        "/forecast/history", ActivatorUtilities.CreateInstance<ForecastHistoryEndpoint>(routes.ServiceProvider).HandleAsync, EndpointDescriptions.ForecastHistory);

    private Task HandleAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        var now = session.Feed.Current;
        var asked = context.Request.Query["car_id"] is [{ Length: > 0 } id] ? id : null;
        if (asked is not null && now.View.State.FindCar(asked) is null)
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"No car '{asked}' takes part in this session.");
        }

        var carId = asked ?? now.View.OurCarId;
        var points = forecaster.Trail.PointsOf(now.View.State.Session.SessionId);
        return responses.WriteAsync(context, version, Envelope.Write(now, version, carId is null ? NoCar : null, writer => Write(writer, now, carId, points)));
    }

    private static void Write(Utf8JsonWriter writer, PublishedView now, string? carId, IReadOnlyList<ForecastPoint> points)
    {
        if (carId is null)
        {
            writer.WriteNull("forecast_history");
            return;
        }

        writer.WriteStartObject("forecast_history");
        writer.WriteString("car_id", carId);
        writer.WriteBoolean("estimate", true);
        writer.WriteBoolean("simulated", now.View.StandingIn || now.View.State.Source?.Simulated == true);
        writer.WriteStartArray("laps");
        foreach (var point in points)
        {
            foreach (var car in point.Cars)
            {
                if (string.Equals(car.CarId, carId, StringComparison.Ordinal))
                {
                    Write(writer, point, car);
                }
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ForecastPoint point, CarChances car)
    {
        writer.WriteStartObject();
        writer.WriteNumber("lap", point.Lap);
        if (car.FinishMean is { } mean)
        {
            writer.WriteNumber("expected_position", Math.Round(mean, PlaceDigits));
        }
        else
        {
            writer.WriteNull("expected_position");
        }

        writer.WriteNumber("win_probability", Math.Round(car.Win, ShareDigits));
        writer.WriteNumber("podium_probability", Math.Round(car.Podium, ShareDigits));
        writer.WriteNumber("points_probability", Math.Round(car.Points, ShareDigits));
        writer.WriteStartArray("causes");
        foreach (var cause in point.Causes)
        {
            writer.WriteStringValue(cause);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
