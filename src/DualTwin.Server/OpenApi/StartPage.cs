using System.Text;

namespace DualTwin.Server.OpenApi;

/// <summary>The page at the root: says where API and reference are.</summary>
internal static class StartPage
{
    private static readonly byte[] Html = Encoding.UTF8.GetBytes(
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>DualTwin</title></head>
        <body>
        <h1>DualTwin</h1>
        <p>This server follows a session and serves its Car Twin and Field Twin.</p>
        <ul>
        <li><a href="/docs">API reference</a></li>
        <li><a href="/openapi/v1.json">OpenAPI description</a></li>
        <li><a href="/api/v1/telemetry?schema_version=1.1.0">Telemetry</a></li>
        <li><a href="/api/v1/health?schema_version=1.1.0">Health</a></li>
        </ul>
        </body>
        </html>
        """);

    public static void MapStartPage(this IEndpointRouteBuilder routes) => routes.MapGet("/", static context =>
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = Html.Length;
        return context.Response.Body.WriteAsync(Html).AsTask();
    });
}
