using System.Collections.Concurrent;
using DualTwin.Server.Hosting;
using DualTwin.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Sending;

/// <summary>A WebSocket server that sends every message to all receivers.</summary>
internal sealed class WebSocketOutlet : IMessageOutlet
{
    /// <summary>The path that receivers connect to.</summary>
    public const string Path = "/telemetry";

    private const int MostReceivers = 100;
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<WebSocketReceiver, string> _receivers = new();
    private readonly TimeProvider _clock;
    private readonly TextWriter _log;
    private readonly ApiKey? _token;
    private readonly WebApplication _application;

    private WebSocketOutlet(WebSocketAddress address, TimeProvider clock, TextWriter log)
    {
        _clock = clock;
        _log = TextWriter.Synchronized(log);
        _token = address.TokenFile is { } file ? ApiKey.Load(file, "--token-file") : null;
        _application = Build(address);
    }

    /// <inheritdoc/>
    public string Address { get; private set; } = "";

    /// <inheritdoc/>
    public int LongestBytes => int.MaxValue;

    /// <summary>A server that listens on <paramref name="address"/>.</summary>
    /// <exception cref="ServerStartException">It cannot listen there, or the file of certificate or token cannot be used.</exception>
    public static async Task<WebSocketOutlet> OpenAsync(WebSocketAddress address, TimeProvider clock, TextWriter log, CancellationToken cancellationToken)
    {
        var outlet = new WebSocketOutlet(address, clock, log);
        try
        {
            await outlet._application.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            await outlet._application.DisposeAsync();
            throw new ServerStartException(
                e.InnerException is AddressInUseException
                    ? $"--websocket {address.Port}: the port is in use by another program. Stop that program, or choose another port (0 takes any free one)."
                    : $"--websocket {address.Port}: {e.Message}",
                e);
        }

        var bound = outlet._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        outlet.Address = "ws" + bound["http".Length..] + Path;
        return outlet;
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        foreach (var receiver in _receivers.Keys)
        {
            receiver.Offer(message);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var receiver in _receivers.Keys)
        {
            receiver.End();
        }

        // Whoever has not said goodbye by then is cut off.
        using var limit = new CancellationTokenSource(StoppingTime, _clock);
        using var cut = limit.Token.Register(() =>
        {
            foreach (var receiver in _receivers.Keys)
            {
                receiver.Abort();
            }
        });
        await _application.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.DisposeAsync();
    }

    private WebApplication Build(WebSocketAddress address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "dualtwin" });
        builder.WebHost.UseKestrelCore();
        var certificate = address.CertificateFile is { } file ? TlsCertificate.Load(file, "--tls-certificate") : null;
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostReceivers;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MostReceivers;
            Listen(kestrel, address, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = KeepAliveInterval, KeepAliveTimeout = KeepAliveInterval });
        application.Run(ServeAsync);
        return application;
    }

    private static void Listen(KestrelServerOptions kestrel, WebSocketAddress address, Action<ListenOptions> configure)
    {
        if (address.Host is { } host)
        {
            kestrel.Listen(host, address.Port, configure);
        }
        else if (address.Port == 0)
        {
            // A free port cannot be asked for on both loopback addresses at once.
            kestrel.Listen(System.Net.IPAddress.Loopback, address.Port, configure);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port, configure);
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (Refusal(context) is { } refusal)
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsync(refusal.Text, context.RequestAborted);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var receiver = new WebSocketReceiver(socket, _clock);
        var name = $"{context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}";
        _receivers[receiver] = name;
        await _log.WriteLineAsync($"receiver {name} connected");
        await receiver.RunAsync();
        _receivers.TryRemove(receiver, out _);
        await _log.WriteLineAsync($"receiver {name} left, {receiver.Skipped} messages skipped");
    }

    private (int Status, string Text)? Refusal(HttpContext context)
    {
        if (!context.Request.Path.Equals(Path, StringComparison.Ordinal))
        {
            return (StatusCodes.Status404NotFound, $"There is only {Path}.");
        }

        if (_token is { } token && !(Given(context.Request) is { } given && token.Matches(given)))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return (StatusCodes.Status401Unauthorized, $"The token is missing or wrong; send it as 'Authorization: {Scheme}…' or '?token=…'.");
        }

        // Without a token everybody on this machine may come in, but not a page from elsewhere in its browser.
        if (_token is null && context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsLocal(origin))
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
