using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests.Live;

/// <summary>A client of the stream that keeps all it has seen.</summary>
internal sealed class SessionStream : IAsyncDisposable
{
    private static readonly HttpClient Client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _patience = new(Patience);
    private readonly Stream _body;
    private readonly IAsyncEnumerator<SseItem<string>> _messages;

    private SessionStream(Stream body)
    {
        _body = body;
        _messages = SseParser.Create(body).EnumerateAsync(_patience.Token).GetAsyncEnumerator(_patience.Token);
    }

    /// <summary>The views so far.</summary>
    public List<SeenView> Views { get; } = [];

    /// <summary>The events so far.</summary>
    public List<JsonNode> Events { get; } = [];

    /// <summary>Connects to the server at <paramref name="address"/>.</summary>
    public static async Task<SessionStream> OpenAsync(Uri address) =>
        new(await Client.GetStreamAsync(new Uri(address, "api/v1/stream?schema_version=1.1.0&hz=5&fields=telemetry")));

    /// <summary>Reads on until a view is as <paramref name="wanted"/>.</summary>
    public async Task<SeenView> ViewAsync(Predicate<SeenView> wanted)
    {
        while (true)
        {
            var seen = Views.Count;
            await ReadAsync();
            if (Views.Count > seen && wanted(Views[^1]))
            {
                return Views[^1];
            }
        }
    }

    /// <summary>Reads on until an event of <paramref name="type"/> has come.</summary>
    public async Task<JsonNode> EventAsync(string type)
    {
        while (true)
        {
            if (Events.Find(e => (string?)e["type"] == type) is { } found)
            {
                return found;
            }

            await ReadAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _messages.DisposeAsync();
        await _body.DisposeAsync();
        _patience.Dispose();
    }

    private async Task ReadAsync()
    {
        Assert.True(await _messages.MoveNextAsync(), "the server has ended the stream");
        var message = _messages.Current;
        var data = JsonNode.Parse(message.Data)!;
        if (message.EventType == "event")
        {
            Events.Add(data);
        }
        else if (message.EventType == "view" && SeenView.Read(data) is { } view)
        {
            Views.Add(view);
        }
    }
}
