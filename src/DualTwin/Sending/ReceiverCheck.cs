using DualTwin.Server.Security;
using Microsoft.AspNetCore.Http;

namespace DualTwin.Sending;

/// <summary>Says who may come in as a receiver.</summary>
/// <param name="token">What receivers must show; null where everybody on this machine may come in.</param>
internal sealed class ReceiverCheck(ApiKey? token)
{
    private const string Scheme = "Bearer ";

    /// <summary>Why the request is refused, with the status that says so; null where the receiver may come in.</summary>
    public (int Status, string Text)? Refusal(HttpContext context)
    {
        if (!context.Request.Path.Equals(WebSocketOutlet.Path, StringComparison.Ordinal))
        {
            return (StatusCodes.Status404NotFound, $"There is only {WebSocketOutlet.Path}.");
        }

        if (token is not null && !(Given(context.Request) is { } given && token.Matches(given)))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return (StatusCodes.Status401Unauthorized, $"The token is missing or wrong; send it as 'Authorization: {Scheme}…' or '?token=…'.");
        }

        // Without a token everybody on this machine may come in, but not a page from elsewhere in its browser.
        if (token is null && context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsLocal(origin))
        {
            return (StatusCodes.Status403Forbidden, "Pages from elsewhere may not connect.");
        }

        return context.WebSockets.IsWebSocketRequest
            ? null
            : (StatusCodes.Status426UpgradeRequired, "This is a WebSocket; connect with ws:// or wss://.");
    }

    private static bool IsLocal(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static string? Given(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : request.Query["token"].FirstOrDefault();
    }
}
