using System.Text.Json;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Configuration;
using DualTwin.Server.Errors;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api;

/// <summary><c>POST /our-car</c>: makes another car ours.</summary>
internal sealed class OurCarEndpoint(SessionHost session, ApiResponses responses, SystemConfig config, TimeProvider time)
{
    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(config.Api.ResponseTimeoutMs);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApiPost(
        "/our-car", ActivatorUtilities.CreateInstance<OurCarEndpoint>(routes.ServiceProvider).HandleAsync, EndpointDescriptions.OurCar);

    private async Task HandleAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        var carId = await ReadCarIdAsync(context);
        if (!await SelectAsync(carId, context.RequestAborted))
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"No car '{carId}' takes part in this session.");
        }

        var body = Envelope.Write(session.Feed.Current, version, null, writer =>
        {
            writer.WriteStartObject("our_car");
            writer.WriteString("car_id", carId);
            writer.WriteEndObject();
        });
        await responses.WriteAsync(context, version, body);
    }

    private static async Task<string> ReadCarIdAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw ApiException.BadValue("Content-Type", context.Request.ContentType, "application/json");
        }

        try
        {
            var request = await context.Request.ReadFromJsonAsync(ApiJson.Default.OurCarRequest, context.RequestAborted);
            return request is { CarId: { Length: > 0 and <= 32 } carId }
                ? carId
                : throw ApiException.BadValue("car_id", request?.CarId, "a car id of 1 to 32 characters, such as \"16\"");
        }
        catch (JsonException e)
        {
            // The message of the exception names types of ours, which say nothing to a client.
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                $"The body is wrong at {e.Path ?? "$"}, byte {e.BytePositionInLine ?? 0}; expected one object like {{\"car_id\":\"16\"}}.");
        }
    }

    private async Task<bool> SelectAsync(string carId, CancellationToken aborted)
    {
        try
        {
            return await session.SelectOurCarAsync(carId, aborted).WaitAsync(_timeout, time, aborted);
        }
        catch (CommandRefusedException e)
        {
            throw new ApiException(StatusCodes.Status429TooManyRequests, e.Message);
        }
        catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && !aborted.IsCancellationRequested))
        {
            throw new ApiException(StatusCodes.Status503ServiceUnavailable, "The session did not answer in time; try again in a moment.");
        }
    }
}
