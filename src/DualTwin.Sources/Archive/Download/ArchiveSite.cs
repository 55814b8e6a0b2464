using System.Net;
using System.Net.Http.Headers;

namespace DualTwin.Sources.Archive.Download;

/// <summary>The public archive of past sessions, at one place or several that hold the same. For one download at a time.</summary>
/// <param name="options">Where it is, and how long to wait.</param>
/// <param name="time">The clock of waits.</param>
public sealed class ArchiveSite(ArchiveSiteOptions options, TimeProvider time) : IDisposable
{
    private const int MostIndexBytes = 16 << 20;

    private readonly HashSet<(Uri Place, string Folder)> _has = [];

    // What comes is checked by its length, which a packed answer does not tell: nothing is asked for packed.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
    {
        // The waits are the site's clock's to keep.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "DualTwin" } },
    };

    /// <summary>What the archive holds of <paramref name="year"/>.</summary>
    /// <exception cref="SourceException">No place has it, or none can be reached; the message says what each said.</exception>
    public async Task<ArchiveIndex> IndexAsync(int year, CancellationToken cancellationToken)
    {
        using var into = new MemoryStream();
        var fetched = await FetchAsync($"{year}/Index.json", new MemoryTarget(into), MostIndexBytes, cancellationToken);
        return fetched
            ? ArchiveIndex.Read(year, into.ToArray())
            : throw new SourceException($"YEAR {year}: the archive has no index of it at {Names()}; expected a year from 2018 on that has had sessions.");
    }

    /// <summary>Fetches the file at <paramref name="path"/>, going on where <paramref name="into"/> is; false where no place has it.</summary>
    /// <exception cref="SourceException">A place that may have it cannot be reached, or broke off each time.</exception>
    internal Task<bool> FetchAsync(string path, IFetchTarget into, CancellationToken cancellationToken) =>
        FetchAsync(path, into, options.MaxFileBytes, cancellationToken);

    /// <summary>The place that has served <paramref name="folder"/>; null before any has.</summary>
    internal Uri? PlaceOf(string folder) => options.Bases.FirstOrDefault(place => _has.Contains((place, folder)));

    /// <summary>Notes that <paramref name="place"/> has served <paramref name="folder"/> before.</summary>
    internal void Note(Uri place, string folder) => _has.Add((place, folder));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> FetchAsync(string path, IFetchTarget into, long mostBytes, CancellationToken cancellationToken)
    {
        var (problems, folder) = (new List<string>(), path[..path.LastIndexOf('/')]);
        foreach (var place in options.Bases)
        {
            var address = new Uri($"{place.AbsoluteUri.TrimEnd('/')}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    if (await TryAsync(address, into, mostBytes, cancellationToken))
                    {
                        _has.Add((place, folder));
                        return true;
                    }

                    // A place that has the session says the last word on what belongs to it.
                    if (_has.Contains((place, folder)))
                    {
                        return false;
                    }

                    break;
                }
                catch (Exception problem) when (IsTheLine(problem, cancellationToken))
                {
                    if (attempt >= options.Tries)
                    {
                        problems.Add($"{place.Authority}: {Say(problem)}");
                        break;
                    }

                    await Task.Delay(options.RetryDelay * (1 << Math.Min(attempt - 1, 6)), time, cancellationToken);
                }
            }
        }

        return problems.Count == 0
            ? false
            : throw new SourceException($"{path} cannot be fetched. {string.Join("; ", problems)}. What is here is kept: the same command goes on from it.");
    }

    private async Task<bool> TryAsync(Uri address, IFetchTarget into, long mostBytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (into.Held is { Bytes: > 0 } held)
        {
            request.Headers.Range = new RangeHeaderValue(held.Bytes, null);
            request.Headers.TryAddWithoutValidation("If-Range", held.Version);
        }

        using var patience = new Patience(options.Patience, time, cancellationToken);
        using var response = await patience.WaitAsync(token => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token));

        // The archive's store answers 403 for what is not there, and for some years altogether.
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Gone)
        {
            return false;
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            into.Begin(0, null);
            throw new HttpRequestException("what is here is longer than what is there; it is fetched from its beginning");
        }

        response.EnsureSuccessStatusCode();
        var from = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? 0 : 0;
        if (from > (into.Held?.Bytes ?? 0))
        {
            throw new HttpRequestException($"bytes from {from} on came, which were not asked for");
        }

        var whole = response.Content.Headers.ContentRange?.Length ?? (from + response.Content.Headers.ContentLength);
        if (whole > mostBytes)
        {
            throw new SourceException($"{address} is {whole} bytes long; at most {mostBytes} are taken.");
        }

        into.Begin(from, VersionOf(response));
        await CopyAsync(response, into, from, whole, mostBytes, patience);
        return true;
    }

    private static async Task CopyAsync(HttpResponseMessage response, IFetchTarget into, long from, long? whole, long mostBytes, Patience patience)
    {
        await using var content = await response.Content.ReadAsStreamAsync(CancellationToken.None);
        var buffer = new byte[128 * 1024];
        var held = from;
        while (await patience.WaitAsync(token => content.ReadAsync(buffer, token).AsTask()) is > 0 and var read)
        {
            held += read;
            if (held > mostBytes)
            {
                throw new SourceException($"{response.RequestMessage?.RequestUri} is longer than the {mostBytes} bytes that are taken.");
            }

            into.Add(buffer.AsSpan(0, read), whole);
        }

        if (whole is { } length && held != length)
        {
            throw new HttpRequestException($"{held} of {length} bytes came");
        }
    }

    // Only a strong one says that two answers are the same bytes.
    private static string? VersionOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("R");

    private static bool IsTheLine(Exception problem, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && problem is HttpRequestException or IOException and not FileTargetException or TimeoutException;

    private static string Say(Exception problem) => problem is HttpRequestException { StatusCode: { } status }
        ? $"it answers {(int)status} ({status})"
        : (problem is TimeoutException ? problem : problem.InnerException ?? problem).Message.TrimEnd('.');

    private string Names() => string.Join(" or ", options.Bases.Select(place => place.Authority));

    private sealed class MemoryTarget(MemoryStream into) : IFetchTarget
    {
        public (long Bytes, string Version)? Held => null;

        public void Begin(long from, string? version) => into.SetLength(0);

        public void Add(ReadOnlySpan<byte> bytes, long? whole) => into.Write(bytes);
    }
}
