using System.Globalization;

namespace DualTwin.Server.Tests.Support;

/// <summary>One message of the stream, as a reader sees it.</summary>
internal sealed record Received(long Id, string Event, string Data);

/// <summary>Reads server-sent events off a response.</summary>
internal sealed class SseReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private SseReader(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    public HttpResponseMessage Response => _response;

    public static async Task<SseReader> OpenAsync(HttpClient client, string query = "", long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream" + query);
        if (lastEventId is { } id)
        {
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestServer.Token);
        response.EnsureSuccessStatusCode();
        return new SseReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestServer.Token)));
    }

    /// <summary>The next message; null at the stream's end.</summary>
    public async Task<Received?> NextAsync()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await _lines.ReadLineAsync(TestServer.Token) is { } line)
        {
            if (line.Length > 0)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                fields[line[..colon]] = line[(colon + 1)..].TrimStart();
            }
            else if (fields.TryGetValue("data", out var data))
            {
                return new Received(long.Parse(fields["id"], CultureInfo.InvariantCulture), fields["event"], data);
            }
            else
            {
                fields.Clear();
            }
        }

        return null;
    }

    /// <summary>The next messages up to the first that <paramref name="last"/> accepts.</summary>
    public async Task<List<Received>> UntilAsync(Func<Received, bool> last)
    {
        var all = new List<Received>();
        do
        {
            all.Add(await NextAsync() ?? throw new EndOfStreamException($"The stream ended after {all.Count} messages."));
        }
        while (!last(all[^1]));
        return all;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
