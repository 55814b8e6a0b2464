using DualTwin.Server.Metrics;

namespace DualTwin.Server.Api;

/// <summary>Puts endpoints under <c>/api/v1</c>, each with its measurement and its description.</summary>
internal static class ApiEndpoint
{
    public const string Root = "/api/v1";

    /// <summary>Maps a GET endpoint.</summary>
    public static void MapApiGet(this IEndpointRouteBuilder routes, string path, RequestDelegate handler, OpenApi.EndpointDescription description) =>
        Map(routes, HttpMethods.Get, path, handler, description);

    /// <summary>Maps a POST endpoint.</summary>
    public static void MapApiPost(this IEndpointRouteBuilder routes, string path, RequestDelegate handler, OpenApi.EndpointDescription description) =>
        Map(routes, HttpMethods.Post, path, handler, description);

    private static void Map(
        IEndpointRouteBuilder routes, string method, string path, RequestDelegate handler, OpenApi.EndpointDescription description)
    {
        var meter = routes.ServiceProvider.GetRequiredService<EndpointMetrics>().Add(method, Root + path);
        var time = routes.ServiceProvider.GetRequiredService<TimeProvider>();
        routes.MapMethods(Root + path, [method], context => MeasureAsync(context, handler, meter, time))
            .WithMetadata(description);
    }

    private static async Task MeasureAsync(HttpContext context, RequestDelegate handler, EndpointMeter meter, TimeProvider time)
    {
        var started = time.GetTimestamp();
        var succeeded = false;
        try
        {
            await handler(context);
            succeeded = true;
        }
        finally
        {
            meter.Record(time.GetElapsedTime(started), succeeded && context.Response.StatusCode < StatusCodes.Status400BadRequest);
        }
    }
}
