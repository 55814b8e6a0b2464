using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Forecasting;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.Forecasts;

/// <summary><c>GET /forecast</c>: how the race is forecast to end.</summary>
internal sealed class ForecastEndpoint(SessionHost session, Forecaster forecaster, ApiResponses responses)
{
    private const string NotMade = "No forecast yet: none has been made of the newest view.";
    private const string NoRace = "No forecast: there is no race with a known distance and laps left, or none could be made of it, which the log tells.";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApiGet(
        "/forecast", ActivatorUtilities.CreateInstance<ForecastEndpoint>(routes.ServiceProvider).HandleAsync, EndpointDescriptions.Forecast);

    private Task HandleAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        var (newest, now) = (forecaster.Newest, session.Feed.Current);

        // What was made of another session says nothing of this one, and what was made of no race yet may be of one now.
        var state = forecaster.StateOf(now);
        var holds = newest?.State == state;
        var shown = newest is { Forecast: not null } && newest.State.SessionId == state.SessionId ? newest : null;
        var body = Envelope.Write(
            now,
            version,
            shown is not null ? null : newest is null || !holds ? NotMade : NoRace,
            writer => ForecastJson.Write(writer, shown, holds));
        return responses.WriteAsync(context, version, body);
    }
}
