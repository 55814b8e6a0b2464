using Scalar.AspNetCore;

namespace DualTwin.Server.OpenApi;

/// <summary>Serves the OpenAPI description and the reference page made from it.</summary>
internal static class ApiDescriptionSetup
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer<ApiDescriptionTransformer>();
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        // Scripts come from the package; nothing is fetched from elsewhere.
        routes.MapScalarApiReference("/docs", options =>
        {
            options.Title = "DualTwin API";
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.DefaultFonts = false;
            options.AddDocument("v1");
        });
    }
}
