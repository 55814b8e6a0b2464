using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Errors;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;

namespace DualTwin.Server.Api;

/// <summary>The endpoints that answer from the newest view alone.</summary>
internal static class ViewEndpoints
{
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        var views = new Reader(
            routes.ServiceProvider.GetRequiredService<SessionHost>().Feed, routes.ServiceProvider.GetRequiredService<ApiResponses>());
        routes.MapApiGet("/telemetry", c => views.SendAsync(c, EnvelopeKind.Telemetry), EndpointDescriptions.Telemetry);
        routes.MapApiGet("/car-twin", views.SendCarTwinAsync, EndpointDescriptions.CarTwin);
        routes.MapApiGet("/field-twin", c => views.SendAsync(c, EnvelopeKind.FieldTwin), EndpointDescriptions.FieldTwin);
        routes.MapApiGet("/environment", c => views.SendAsync(c, EnvelopeKind.Environment), EndpointDescriptions.Environment);
        routes.MapApiGet("/system/complete", c => views.SendAsync(c, EnvelopeKind.SystemComplete), EndpointDescriptions.SystemComplete);
    }

    private sealed class Reader(ViewFeed feed, ApiResponses responses)
    {
        public Task SendAsync(HttpContext context, EnvelopeKind kind)
        {
            var version = SchemaNegotiation.Negotiate(context.Request);
            return responses.WriteAsync(context, version, feed.Current.Envelopes.Body(kind, version));
        }

        public Task SendCarTwinAsync(HttpContext context)
        {
            var version = SchemaNegotiation.Negotiate(context.Request);
            var published = feed.Current;
            var carId = QueryValues.CarId(context.Request);
            if (carId is null || published.View.State.Cars.IsEmpty || string.Equals(carId, published.View.OurCarId, StringComparison.Ordinal))
            {
                return responses.WriteAsync(context, version, published.Envelopes.Body(EnvelopeKind.CarTwin, version));
            }

            return published.View.State.FindCar(carId) is null
                ? throw new ApiException(StatusCodes.Status404NotFound, $"No car '{carId}' takes part in this session.")
                : responses.WriteAsync(context, version, published.Envelopes.CarTwin(carId, version));
        }
    }
}
