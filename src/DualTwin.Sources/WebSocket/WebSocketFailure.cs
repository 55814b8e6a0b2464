using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace DualTwin.Sources.WebSocket;

/// <summary>Puts what went wrong with a WebSocket into words that its user understands.</summary>
internal static class WebSocketFailure
{
    // What a server says of itself is shown, but not at any length.
    private const int MaxShown = 200;

    /// <summary>A connection that did not come about.</summary>
    public static SourceException Connecting(Uri uri, ClientWebSocket socket, string? certificateFailure, Exception problem)
    {
        var name = EndpointName.Of(uri);
        if (certificateFailure is not null)
        {
            return new SourceException($"The certificate of {name} is refused: {certificateFailure}.", problem);
        }

        return (int)socket.HttpStatusCode is var status and not (0 or 101)
            ? new SourceException($"{name} answered {status}: {Advice(status, socket.HttpResponseHeaders)}.", problem)
            : new SourceException($"{name} cannot be reached: {Reason(uri, problem)}.", problem);
    }

    /// <summary>A handshake that was not over in time.</summary>
    public static SourceException ConnectTimedOut(Uri uri, TimeSpan timeout) => new(
        $"{EndpointName.Of(uri)} did not complete the handshake within {timeout.TotalSeconds:0.##} s: nothing answers there, or no WebSocket server.");

    /// <summary>A message that was not over in time.</summary>
    public static SourceException MessageTimedOut(Uri uri, TimeSpan timeout) => new(
        $"{EndpointName.Of(uri)} began a message and did not end it within {timeout.TotalSeconds:0.##} s.");

    /// <summary>A goodbye of the server.</summary>
    public static SourceException Closed(Uri uri, WebSocketCloseStatus? status, string? reason)
    {
        var code = status is { } known ? $"{(int)known} ({known})" : "no code";
        var said = string.IsNullOrEmpty(reason) ? string.Empty : $", saying '{Clean(reason)}'";
        return new SourceException($"{EndpointName.Of(uri)} closed the connection with {code}{said}.");
    }

    /// <summary>A connection that broke.</summary>
    public static SourceException Broken(WebSocketSourceOptions options, Exception problem)
    {
        var cause = problem switch
        {
            WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely } => "the connection was lost without a goodbye",
            WebSocketException { InnerException: null } => $"the server broke the WebSocket protocol ({problem.Message})",
            // The only reason why a socket cancels a read that nobody cancelled.
            OperationCanceledException => $"it did not answer a ping within {options.KeepAliveTimeout.TotalSeconds:0.##} s",
            _ => problem.InnerException?.Message ?? problem.Message,
        };
        return new SourceException($"{EndpointName.Of(options.Uri)}: {Clean(cause)}.", problem);
    }

    private static string Advice(int status, IReadOnlyDictionary<string, IEnumerable<string>>? headers) => status switch
    {
        401 or 403 => "it refuses the token, or wants one",
        404 => "there is nothing at this path",
        429 => "it is asked too often",
        >= 300 and < 400 => $"it sends elsewhere{Location(headers)}, and redirects are not followed; give the final address",
        >= 500 => "the server cannot serve now",
        _ => "expected 101, the answer of a WebSocket server",
    };

    private static string Location(IReadOnlyDictionary<string, IEnumerable<string>>? headers) =>
        headers is not null && headers.TryGetValue("Location", out var values)
            && Uri.TryCreate(values.FirstOrDefault(), UriKind.RelativeOrAbsolute, out var uri)
            ? $" ({Clean(EndpointName.Of(uri))})"
            : string.Empty;

    private static string Reason(Uri uri, Exception problem)
    {
        var http = problem.InnerException as HttpRequestException ?? problem as HttpRequestException;
        return http?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"the name {uri.Host} is unknown to DNS",
            HttpRequestError.ConnectionError when Find<SocketException>(http) is { SocketErrorCode: SocketError.ConnectionRefused } =>
                $"nothing listens on port {uri.Port} (connection refused)",
            HttpRequestError.SecureConnectionError =>
                $"TLS failed ({Clean(Find<AuthenticationException>(http)?.Message ?? http.Message)}); perhaps the server speaks ws, not wss",
            _ => Clean(Find<SocketException>(problem)?.Message ?? http?.Message ?? problem.Message),
        };
    }

    private static T? Find<T>(Exception? problem)
        where T : Exception
    {
        while (problem is not (null or T))
        {
            problem = problem.InnerException;
        }

        return problem as T;
    }

    private static string Clean(string text)
    {
        var shown = text.Length <= MaxShown ? text : string.Concat(text.AsSpan(0, MaxShown), "…");
        return string.Concat(shown.Select(character => char.IsControl(character) ? ' ' : character)).TrimEnd('.');
    }
}
