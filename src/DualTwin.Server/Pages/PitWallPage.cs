using Microsoft.Net.Http.Headers;

namespace DualTwin.Server.Pages;

/// <summary>
/// Serves the pit wall at the root, from the assembly: <c>/</c> and <c>/assets/…</c>. A server that was built without it has a plain page there.
/// </summary>
internal static class PitWallPage
{
    private const string Prefix = "pitwall/";
    private const string Assets = "assets/";
    private const string Index = "index.html";

    // Nothing but this server's own files runs or is fetched. The charts are exported through blob addresses.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the page, or the plain one where <paramref name="files"/> hold none.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="files">The page's files by name.</param>
    public static void MapPitWall(this IEndpointRouteBuilder routes, IReadOnlyDictionary<string, PageFile> files)
    {
        if (!files.TryGetValue(Index, out var index))
        {
            routes.MapGet("/", static context =>
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                return WriteAsync(context, StartPage.Html);
            });
            return;
        }

        routes.MapGet("/", context => SendAsync(context, index, "no-cache"));
        routes.MapGet("/" + Assets + "{name}", context => files.TryGetValue(Assets + context.Request.RouteValues["name"], out var file)
            ? SendAsync(context, file, "public, max-age=31536000, immutable")
            : NotFound(context));
    }

    /// <summary>The files that the assembly carries; none where it was built without the page.</summary>
    public static IReadOnlyDictionary<string, PageFile> Embedded()
    {
        var assembly = typeof(PitWallPage).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name => PageFile.Read(name, assembly.GetManifestResourceStream(name)!), StringComparer.Ordinal);
    }

    private static Task SendAsync(HttpContext context, PageFile file, string caching)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = caching;
        headers.ETag = file.Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.MediaType;
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(a => a.Value == "gzip" && a.Quality is not 0))
        {
            return WriteAsync(context, file.Content);
        }

        headers.ContentEncoding = "gzip";
        return WriteAsync(context, file.Compressed);
    }

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
