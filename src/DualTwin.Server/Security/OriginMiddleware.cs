using DualTwin.Server.Api;
using DualTwin.Server.Configuration;
using DualTwin.Server.Errors;

namespace DualTwin.Server.Security;

/// <summary>
/// Keeps pages of other origins from changing anything and from opening streams, which the browser's own rules do not. Programs send
/// no origin and are not concerned. With CORS enabled, streams are open to all pages, as other reads are; changes never are.
/// </summary>
internal sealed class OriginMiddleware(RequestDelegate next, SystemConfig config)
{
    public Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0 || IsPlainRead(context.Request) || IsTrusted(origin.ToString(), context.Request))
        {
            return next(context);
        }

        throw new ApiException(
            StatusCodes.Status403Forbidden, $"'Origin' is '{origin}'; expected this server's own origin or one on the same machine.");
    }

    private bool IsPlainRead(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method))
        {
            return false;
        }

        return config.Api.EnableCors || !IsStream(request.Path);
    }

    // Segments, not text: routing takes a path with a slash behind it for the same endpoint.
    private static bool IsStream(PathString path) =>
        path.StartsWithSegments(ApiEndpoint.Root + "/stream", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(ApiEndpoint.Root + "/ws", StringComparison.OrdinalIgnoreCase);

    private static bool IsTrusted(string origin, HttpRequest request)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return false;
        }

        return LoopbackNames.Contains(uri.Host)
            || (string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase));
    }
}
