using System.Net.WebSockets;

namespace DualTwin.Sources.WebSocket;

/// <summary>Connects to one endpoint.</summary>
internal static class WebSocketDialer
{
    /// <summary>Connects; reads token and authorities anew, so that renewed ones count.</summary>
    /// <exception cref="SourceException">There is no connection; the message says why.</exception>
    public static async Task<WebSocketConnection> ConnectAsync(
        WebSocketSourceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var token = options.Token is { } place ? await place.ReadAsync(cancellationToken) : null;
        var check = new ServerCertificateCheck(
            options.Uri.IdnHost, options.CaFile is { } file ? ServerCertificateCheck.ReadAuthorities(file) : null);
        var socket = MakeSocket(options, token);
        var invoker = MakeInvoker(options.Uri, check);
        try
        {
            await HandshakeAsync(socket, invoker, Address(options, token), options, check, time, cancellationToken);
            return new WebSocketConnection(socket, invoker, options, time);
        }
        catch
        {
            socket.Dispose();
            invoker.Dispose();
            throw;
        }
    }

    private static async Task HandshakeAsync(
        ClientWebSocket socket,
        HttpMessageInvoker invoker,
        Uri address,
        WebSocketSourceOptions options,
        ServerCertificateCheck check,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, invoker, either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            throw WebSocketFailure.ConnectTimedOut(options.Uri, options.ConnectTimeout);
        }
        catch (WebSocketException problem)
        {
            throw WebSocketFailure.Connecting(options.Uri, socket, check.Failure, problem);
        }
    }

    private static ClientWebSocket MakeSocket(WebSocketSourceOptions options, string? token)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = options.KeepAliveInterval;
        socket.Options.KeepAliveTimeout = options.KeepAliveTimeout;
        // Compression endangers secrets that are sent beside text of others; nothing is sent here.
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        if (token is not null && options.Token!.Place == WebSocketTokenPlace.Header)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        return socket;
    }

    private static HttpMessageInvoker MakeInvoker(Uri uri, ServerCertificateCheck check) => new(
        new SocketsHttpHandler
        {
            // A redirect could carry the token to another server.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !uri.IsLoopback,
            SslOptions = check.Options(),
        },
        disposeHandler: true);

    private static Uri Address(WebSocketSourceOptions options, string? token)
    {
        if (token is null || options.Token!.Place != WebSocketTokenPlace.Query)
        {
            return options.Uri;
        }

        var parameter = $"token={Uri.EscapeDataString(token)}";
        var query = options.Uri.Query.TrimStart('?');
        return new UriBuilder(options.Uri) { Query = query.Length == 0 ? parameter : $"{query}&{parameter}" }.Uri;
    }
}
