using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using DualTwin.Sources.WebSocket;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>The REST API. Safe from any thread.</summary>
internal sealed class OpenF1Api : IDisposable
{
    // All intervals of a race are some 7 MB.
    private const int MostBytes = 64 << 20;

    private static readonly TimeSpan WaitUnlessSaid = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly OpenF1SourceOptions _options;
    private readonly TimeProvider _time;
    private readonly SslClientAuthenticationOptions? _authorities;
    private HttpClient? _client;

    /// <exception cref="SourceException">The file of authorities cannot be read.</exception>
    public OpenF1Api(OpenF1SourceOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _authorities = options.CaFile is { } file
            ? new ServerCertificateCheck(options.Api.IdnHost, ServerCertificateCheck.ReadAuthorities(file)).Options()
            : null;
    }

    /// <summary>The service's host.</summary>
    public string Host => _options.Api.Host;

    /// <summary>Asks for <paramref name="path"/>, such as <c>laps?session_key=9158</c>.</summary>
    /// <exception cref="SourceException">There is no answer, or none that can be used; the message says why.</exception>
    public async Task<OpenF1Answer> GetAsync(string path, OpenF1Token? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_options.Api.AbsoluteUri.TrimEnd('/')}/{path}"));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        }

        using var response = await SendAsync(request, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => new OpenF1Answer(await ReadListAsync(response, path, cancellationToken), null, false),

            // This is how the service says that it has no such documents.
            HttpStatusCode.NotFound => OpenF1Answer.None,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => OpenF1Answer.None with { Denied = true },
            HttpStatusCode.TooManyRequests => OpenF1Answer.None with { WaitFor = WaitOf(response) },
            _ => throw new SourceException($"{Host} answers {(int)response.StatusCode} ({response.ReasonPhrase}) to {Collection(path)}."),
        };
    }

    /// <summary>Asks for a token.</summary>
    /// <exception cref="SourceException">There is none; the message says why.</exception>
    public async Task<JsonDocument> LoginAsync(string userName, string password, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_options.Api, "/token"))
        {
            Content = new FormUrlEncodedContent([new("username", userName), new("password", password)]),
        };
        using var response = await SendAsync(request, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await ReadAsync(response, "token", cancellationToken),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest => throw new SourceException(
                $"{Host} does not take the user name '{userName}' with the password that is set; check both at openf1.org."),
            _ => throw new SourceException($"{Host} answers {(int)response.StatusCode} ({response.ReasonPhrase}) to the login."),
        };
    }

    public void Dispose() => Close();

    /// <summary>Closes all connections; the next question makes new ones. Not while one is under way.</summary>
    public void Close() => Interlocked.Exchange(ref _client, null)?.Dispose();

    private HttpClient Client()
    {
        if (Volatile.Read(ref _client) is { } known)
        {
            return known;
        }

        var handler = new SocketsHttpHandler
        {
            // A redirect could carry the token to another server.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        };
        handler.SslOptions = _authorities ?? handler.SslOptions;

        // The time limit is the source's clock's to keep.
        var made = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        if (Interlocked.CompareExchange(ref _client, made, null) is { } other)
        {
            made.Dispose();
            return other;
        }

        return made;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await Client().SendAsync(request, either.Token);
        }
        catch (OperationCanceledException problem) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(FormattableString.Invariant($"{Host} did not answer within {_options.RequestTimeout.TotalSeconds:0.###} s."), problem);
        }
        catch (HttpRequestException problem)
        {
            throw new SourceException($"{Host} cannot be asked: {problem.InnerException?.Message ?? problem.Message}", problem);
        }
    }

    private async Task<JsonDocument> ReadListAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(response, Collection(path), cancellationToken);
        if (answer.RootElement.ValueKind == JsonValueKind.Array)
        {
            return answer;
        }

        answer.Dispose();
        throw new SourceException($"{Host} answers {Collection(path)} with something else than a list of documents.");
    }

    private async Task<JsonDocument> ReadAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        try
        {
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException problem)
        {
            throw new SourceException($"{Host} answers {what} with something else than JSON.", problem);
        }
    }

    private TimeSpan WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => WaitUnlessSaid,
        };
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > LongestWait ? LongestWait : wait;
    }

    private static string Collection(string path) => path.Split('?')[0];
}
