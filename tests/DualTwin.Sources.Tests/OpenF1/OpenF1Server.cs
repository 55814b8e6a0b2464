using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>OpenF1's REST API on a free port of this machine, for a session that the test has made.</summary>
internal sealed class OpenF1Server : IAsyncDisposable
{
    public const string User = "fan@example.org";
    public const string Password = "correct-horse";

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<(string Path, DateTimeOffset At)> _times = new();
    private int _tokens;
    private int _connections;

    private OpenF1Server(WebApplication application, MadeSession session, TimeProvider time)
    {
        (_application, Session, Time) = (application, session, time);
        application.Run(AnswerAsync);
    }

    public TimeProvider Time { get; }

    public Uri Api => new($"http://localhost:{new Uri(_application.Urls.Single()).Port}/v1");

    /// <summary>The session that is the latest.</summary>
    public MadeSession Session { get; set; }

    /// <summary>Up to when the service knows of the session; null: all of it.</summary>
    public Func<DateTimeOffset>? Until { get; set; }

    /// <summary>Whether the collections are open to nobody without a token.</summary>
    public bool Closed { get; set; }

    /// <summary>Answers in place of the service where it is not null: a status, and seconds to wait.</summary>
    public Func<string, (int Status, string? RetryAfter, string Body)?> Instead { get; set; } = _ => null;

    /// <summary>Whether a token is taken.</summary>
    public Func<string, bool> Takes { get; set; } = static token => token.StartsWith("token-", StringComparison.Ordinal);

    /// <summary>All that was asked for, oldest first: path and query, decoded.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>When what was asked for, by the test's clock.</summary>
    public IReadOnlyList<(string Path, DateTimeOffset At)> Times => [.. _times];

    /// <summary>Connections that are open.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Tokens given out: <c>token-1</c>, <c>token-2</c>, …</summary>
    public int Tokens => Volatile.Read(ref _tokens);

    public static async Task<OpenF1Server> StartAsync(MadeSession session, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        OpenF1Server? server = null;
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => server!.CountAsync(next, connection));
        }));
        server = new OpenF1Server(builder.Build(), session, time);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task CountAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        Interlocked.Increment(ref _connections);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        var asked = path + Uri.UnescapeDataString(context.Request.QueryString.Value ?? string.Empty);
        _asked.Enqueue(asked);
        _times.Enqueue((path, Time.GetUtcNow()));
        if (Instead(asked) is var (status, wait, body))
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = wait;
            await context.Response.WriteAsync(body);
        }
        else if (path == "token")
        {
            await LoginAsync(context);
        }
        else if (Closed && !Takes(context.Request.Headers.Authorization.ToString().Replace("Bearer ", string.Empty, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = 401;
        }
        else
        {
            await context.Response.WriteAsync(Documents(path["v1/".Length..], context.Request.Query).ToJsonString());
        }
    }

    private async Task LoginAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (context.Request.Method != "POST" || form["username"] != User || form["password"] != Password)
        {
            context.Response.StatusCode = 401;
            return;
        }

        await context.Response.WriteAsync($$"""{"expires_in":"3600","access_token":"token-{{Interlocked.Increment(ref _tokens)}}","token_type":"bearer"}""");
    }

    private JsonArray Documents(string collection, IQueryCollection query) =>
        [.. Session.Answer(collection, Until?.Invoke()).Where(document => Matches(document, query)).Select(JsonNode (document) => document)];

    private static bool Matches(JsonObject document, IQueryCollection query) => query.All(filter => filter.Key switch
    {
        "date>" or "date_start>" => document[filter.Key[..^1]] is { } date && DateTimeOffset.Parse((string)date!, null) >= DateTimeOffset.Parse($"{filter.Value}Z", null),
        _ when filter.Value == "latest" => true,
        _ => document[filter.Key]?.ToString() == filter.Value.ToString(),
    });
}
