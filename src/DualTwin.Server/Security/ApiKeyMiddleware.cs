using DualTwin.Server.Errors;

namespace DualTwin.Server.Security;

/// <summary>Lets nobody without the key into the API. The pages that describe the API stay open: they show no data.</summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, ApiKey key)
{
    private const string Header = "X-API-Key";
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || (Given(context.Request) is { } given && key.Matches(given)))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new ApiException(
            StatusCodes.Status401Unauthorized, $"The API key is missing or wrong; send it as '{Header}' or 'Authorization: {Scheme}…'.");
    }

    private static string? Given(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Header, out var header))
        {
            return header.ToString();
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : null;
    }
}
