using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DualTwin.Sources.Tests.Archive;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>A SignalR hub on a free port of this machine that says what a test tells it to, when it tells it to.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<HubCallerContext> _connected = new();
    private readonly ConcurrentQueue<string?> _tokens = new();
    private readonly Dictionary<string, JsonObject> _known = new(StringComparer.Ordinal);
    private readonly WebApplication _application;
    private int _subscribed;
    private int _gone;

    private HubServer(WebApplication application) => _application = application;

    public Uri Uri => new(_application.Urls.Single() + "/signalrcore");

    /// <summary>The answer to the next subscription, by topic.</summary>
    public Dictionary<string, JsonElement> Snapshot { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a token is let in; null lets everybody in.</summary>
    public Func<string?, bool>? LetsIn { get; set; }

    /// <summary>Where <see cref="LetsIn"/> is asked.</summary>
    public Door Guarded { get; set; }

    /// <summary>Tokens that clients came with, null for none.</summary>
    public IReadOnlyList<string?> Tokens => [.. _tokens];

    /// <summary>Subscriptions so far.</summary>
    public int Subscribed => Volatile.Read(ref _subscribed);

    /// <summary>Connections that are over.</summary>
    public int Gone => Volatile.Read(ref _gone);

    /// <summary>Topics that the newest client asked for.</summary>
    public IReadOnlyList<string> Asked { get; private set; } = [];

    public static async Task<HubServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        HubServer? server = null;
        builder.Services.AddSingleton(_ => server!);
        builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = 1 << 20);
        var application = builder.Build();
        server = new HubServer(application);
        application.Use(server.CheckAsync);
        application.UseRouting();
        application.UseWebSockets();
        application.MapHub<StreamingHub>("/signalrcore");
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public HubServer WithSnapshot(string topic, string json)
    {
        Snapshot[topic] = JsonSerializer.Deserialize<JsonElement>(json);
        return this;
    }

    /// <summary>Says an update to all clients.</summary>
    public Task SayAsync(string topic, string json, DateTimeOffset sentAt) =>
        SayAsync(topic, JsonSerializer.Deserialize<JsonElement>(json), sentAt);

    /// <inheritdoc cref="SayAsync(string, string, DateTimeOffset)"/>
    public Task SayAsync(string topic, JsonElement data, DateTimeOffset sentAt) => _application.Services
        .GetRequiredService<IHubContext<StreamingHub>>().Clients.All
        .SendAsync("feed", topic, data, sentAt.UtcDateTime.ToString("O"), TestContext.Current.CancellationToken);

    /// <summary>Lays an update over the answer to the next subscription.</summary>
    public void Remember(string topic, JsonElement data, DateTimeOffset sentAt)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(topic, out var known))
            {
                known = _known[topic] = [];
            }

            RawFeed.Merge(known, JsonObject.Create(data)!);
            _known["Heartbeat"] = new JsonObject { ["Utc"] = sentAt.UtcDateTime.ToString("O") };
        }
    }

    /// <summary>Cuts all connections.</summary>
    public void CutAll()
    {
        while (_connected.TryDequeue(out var connected))
        {
            connected.Abort();
        }
    }

    /// <summary>Cuts the oldest connection that is still open.</summary>
    public void CutOldest()
    {
        if (_connected.TryDequeue(out var oldest))
        {
            oldest.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }

    private Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var token = TokenOf(context.Request);
        var door = context.Request.Path.Value!.EndsWith("/negotiate", StringComparison.Ordinal) ? Door.Negotiation : Door.Upgrade;
        if (door == Door.Negotiation)
        {
            _tokens.Enqueue(token);
        }

        if (Refuses(door, token))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private bool Refuses(Door door, string? token) => door == Guarded && LetsIn?.Invoke(token) == false;

    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
    }

    /// <summary>Where a token is looked at.</summary>
    public enum Door
    {
        /// <summary>When a connection is asked for.</summary>
        Negotiation,

        /// <summary>When it is made.</summary>
        Upgrade,

        /// <summary>When it is used.</summary>
        Subscription,
    }

    private sealed class StreamingHub(HubServer server) : Microsoft.AspNetCore.SignalR.Hub
    {
        public override Task OnDisconnectedAsync(Exception? exception)
        {
            Interlocked.Increment(ref server._gone);
            return base.OnDisconnectedAsync(exception);
        }

        public Dictionary<string, JsonElement> Subscribe(string[] topics)
        {
            if (server.Refuses(Door.Subscription, TokenOf(Context.GetHttpContext()!.Request)))
            {
                // What the framework says of a method that a user may not call.
                throw new HubException("Failed to invoke 'Subscribe' because user is unauthorized");
            }

            server._connected.Enqueue(Context);
            server.Asked = topics;
            var snapshot = server.Snapshot.Where(s => topics.Contains(s.Key)).ToDictionary(s => s.Key, s => s.Value);
            lock (server._known)
            {
                foreach (var (topic, known) in server._known)
                {
                    snapshot[topic] = JsonSerializer.SerializeToElement(known);
                }
            }

            Interlocked.Increment(ref server._subscribed);
            return snapshot;
        }
    }
}
