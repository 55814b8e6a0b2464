using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Forecasting;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.Forecasts;

/// <summary><c>GET /strategy</c>: what our car should do.</summary>
internal sealed class StrategyEndpoint(SessionHost session, Forecaster forecaster, ApiResponses responses)
{
    private const string NotMade = "No strategy yet: none has been made of the newest view.";
    private const string NoRace = "No strategy: there is no race with a known distance and laps left that our car still runs in, or none could be made of it, which the log tells.";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApiGet(
        "/strategy", ActivatorUtilities.CreateInstance<StrategyEndpoint>(routes.ServiceProvider).HandleAsync, EndpointDescriptions.Strategy);

    private Task HandleAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        var (newest, now) = (forecaster.NewestStrategy, session.Feed.Current);

        // What was said of another session or car says nothing of this one.
        var state = forecaster.StateOf(now);
        var holds = newest?.State == state;
        var shown = newest is { Strategy: not null } && newest.State.SessionId == state.SessionId && newest.State.OurCarId == state.OurCarId ? newest : null;
        var body = Envelope.Write(
            now,
            version,
            shown is not null ? null : newest is null || !holds ? NotMade : NoRace,
            writer => StrategyJson.Write(writer, shown, holds));
        return responses.WriteAsync(context, version, body);
    }
}
