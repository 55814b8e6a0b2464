namespace DualTwin.Sources.WebSocket;

/// <summary>How an endpoint is called in logs, messages and status: without query, fragment and user name, which may hold secrets.</summary>
public static class EndpointName
{
    /// <summary>The name of <paramref name="uri"/>.</summary>
    public static string Of(Uri uri) => uri.IsAbsoluteUri
        ? uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped)
        : uri.OriginalString.Split('?', '#')[0];
}
