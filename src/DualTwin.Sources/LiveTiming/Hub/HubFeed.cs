using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>One connection to the hub. What it hears goes into a channel; when that is full the connection is read no further.</summary>
internal sealed class HubFeed : IAsyncDisposable
{
    // A snapshot of a whole weekend's topics has some 500 kB; the feed's updates are three orders smaller.
    private const int MostBufferedBytes = 16 * 1024 * 1024;

    // The code of an answer to an upgrade stands in the words of the error alone.
    private static readonly string[] RefusedUpgrades = ["401", "403"];

    private readonly HubConnection _connection;
    private readonly ChannelWriter<HubItem> _items;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;

    private HubFeed(Uri hub, string? token, ChannelWriter<HubItem> items, TimeSpan timeout, TimeProvider time)
    {
        (_items, _timeout, _time) = (items, timeout, time);
        // Connecting anew is the supervisor's, and what was missed is told by the next snapshot.
        _connection = new HubConnectionBuilder().WithUrl(hub, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            // Servers behind a balancer know each other's connections by its cookie only.
            options.Cookies = new CookieContainer();
            options.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token);
            (options.ApplicationMaxBufferSize, options.TransportMaxBufferSize) = (MostBufferedBytes, MostBufferedBytes);
        }).Build();
        _connection.On("feed", [typeof(string), typeof(JsonElement), typeof(JsonElement)], TakeAsync, this);
        _connection.Closed += problem => WriteAsync(HubItem.Kinds.Closed, string.Empty, default, null, problem?.Message ?? "the server closed the connection");
    }

    /// <summary>When the connection was made, on the clock's monotonic count.</summary>
    public long OpenedAt { get; private set; }

    /// <summary>Connects and subscribes; the snapshot and all updates since come through <paramref name="items"/>.</summary>
    /// <exception cref="SourceException">It could not be made in time; the message says why.</exception>
    /// <exception cref="HubAccessException">The server refused <paramref name="token"/>, or wants one.</exception>
    public static async Task<HubFeed> OpenAsync(
        LiveTimingSourceOptions options, string? token, ChannelWriter<HubItem> items, TimeProvider time, CancellationToken cancellationToken)
    {
        var feed = new HubFeed(options.Hub, token, items, options.ConnectTimeout, time);
        try
        {
            await feed.StartAsync(cancellationToken);
            return feed;
        }
        catch (Exception problem)
        {
            await feed.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(options, problem);
        }
    }

    /// <summary>Asks for all there is; the answer comes through the channel as a snapshot.</summary>
    public async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        var snapshot = await _connection.InvokeAsync<JsonElement>("Subscribe", FeedTopics.Read, cancellationToken);
        await WriteAsync(HubItem.Kinds.Snapshot, string.Empty, snapshot, null, null);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        await _connection.StartAsync(either.Token);
        OpenedAt = _time.GetTimestamp();
        await SubscribeAsync(either.Token);
    }

    private static Task TakeAsync(object?[] arguments, object state) => ((HubFeed)state).UpdateAsync(arguments);

    private Task UpdateAsync(object?[] arguments) => arguments is [string topic, JsonElement data, JsonElement at]
        ? WriteAsync(HubItem.Kinds.Update, topic, data, SentAt(at), null)
        : Task.CompletedTask;

    private static DateTimeOffset? SentAt(JsonElement at) =>
        at.ValueKind == JsonValueKind.String && FeedValues.TryInstant(at.GetString()!, out var instant) ? instant : null;

    private async Task WriteAsync(HubItem.Kinds kind, string topic, JsonElement data, DateTimeOffset? sentAt, string? cause)
    {
        try
        {
            await _items.WriteAsync(new HubItem(kind, this, topic, data, sentAt, _time.GetUtcNow(), cause));
        }
        catch (ChannelClosedException)
        {
            // Nobody reads any more: the source is ending.
            return;
        }
    }

    private static Exception Failure(LiveTimingSourceOptions options, Exception problem) => problem switch
    {
        _ when Refusal(problem) is { } said => new HubAccessException($"{options.Hub.Host} {said}", problem),
        OperationCanceledException => new SourceException(
            FormattableString.Invariant($"{options.Hub.Host} did not connect within {options.ConnectTimeout.TotalSeconds:0.###} s."), problem),
        _ => new SourceException($"{options.Hub.Host} cannot be connected to: {problem.Message}", problem),
    };

    // A server may look at the token when a connection is asked for, when it is made, or when it is used.
    private static string? Refusal(Exception problem) => problem switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } refused => $"answered {(int)refused.StatusCode!}",
        WebSocketException when RefusedUpgrades.FirstOrDefault(code => problem.Message.Contains($"'{code}'", StringComparison.Ordinal)) is { } code =>
            $"answered {code}",
        HubException when problem.Message.Contains("unauthorized", StringComparison.OrdinalIgnoreCase) => $"said: {problem.Message}",
        AggregateException many => many.InnerExceptions.Select(Refusal).FirstOrDefault(said => said is not null),
        { InnerException: { } inner } => Refusal(inner),
        _ => null,
    };
}
