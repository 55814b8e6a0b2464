using System.Text;

namespace DualTwin.Server.Pages;

/// <summary>The page at the root of a server that was built without the pit wall: says so, and where API and reference are.</summary>
internal static class StartPage
{
    public static readonly byte[] Html = Encoding.UTF8.GetBytes(
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>DualTwin</title></head>
        <body>
        <h1>DualTwin</h1>
        <p>This server follows a session and serves its Car Twin and Field Twin.</p>
        <p>It was built without the pit wall page, which needs Node 20 or newer at build time. The API is complete.</p>
        <ul>
        <li><a href="/docs">API reference</a></li>
        <li><a href="/openapi/v1.json">OpenAPI description</a></li>
        <li><a href="/api/v1/telemetry?schema_version=1.1.0">Telemetry</a></li>
        <li><a href="/api/v1/health?schema_version=1.1.0">Health</a></li>
        </ul>
        </body>
        </html>
        """);
}
