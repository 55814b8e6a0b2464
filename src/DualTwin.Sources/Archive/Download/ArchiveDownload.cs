using DualTwin.Sources.LiveTiming;

namespace DualTwin.Sources.Archive.Download;

/// <summary>
/// Fetches a session's topics into a folder that <see cref="ArchiveRecording"/> plays. What is here and whole by its checksum is left alone,
/// and what broke off is gone on with.
/// </summary>
/// <param name="site">The archive.</param>
/// <param name="tell">Told how far each file is, often.</param>
public sealed class ArchiveDownload(ArchiveSite site, Action<FileFetch> tell)
{
    /// <summary>Fetches the topics of the session at <paramref name="path"/> of the archive into <paramref name="folder"/>; returns those that are there.</summary>
    /// <exception cref="SourceException">The archive cannot be reached, holds nothing of the session, or something else than topics.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public async Task<IReadOnlyList<string>> GetAsync(string path, string folder, CancellationToken cancellationToken)
    {
        var present = new List<string>();
        var sums = new Checksums(folder);
        if (sums.From is { } before)
        {
            site.Note(before, path);
        }

        foreach (var topic in FeedTopics.Read)
        {
            if (await GetTopicAsync(path, folder, ArchiveRecording.FileOf(topic), sums, cancellationToken))
            {
                present.Add(topic);
            }
        }

        return present.Count > 0
            ? present
            : throw new SourceException($"The archive holds nothing of {path}; expected files such as {ArchiveRecording.FileOf(FeedTopics.TimingData)}. A session comes some time after its end.");
    }

    private async Task<bool> GetTopicAsync(string path, string folder, string name, Checksums sums, CancellationToken cancellationToken)
    {
        if (await sums.HoldsAsync(name, cancellationToken))
        {
            var length = new FileInfo(Path.Combine(folder, name)).Length;
            tell(new FileFetch(name, length, length, FetchState.Here));
            return true;
        }

        using var part = new PartFile(Path.Combine(folder, name), (bytes, whole) => tell(new FileFetch(name, bytes, whole, FetchState.Coming)));
        if (!await site.FetchAsync($"{path}/{name}", part, cancellationToken))
        {
            tell(new FileFetch(name, 0, null, FetchState.Missing));
            return false;
        }

        Check(part, $"{path}/{name}");
        part.Finish();
        sums.From = site.PlaceOf(path);
        await sums.AddAsync(name, cancellationToken);
        var bytes = new FileInfo(Path.Combine(folder, name)).Length;
        tell(new FileFetch(name, bytes, bytes, FetchState.Done));
        return true;
    }

    // A page that a network puts before its own login, or a store's error, is no topic.
    private static void Check(PartFile part, string path)
    {
        using (var lines = new LineReader(part.Open(), ArchiveOptions.DefaultMaxLineBytes))
        {
            if (!lines.Read() || (!lines.TooLong && ArchiveLine.TryParse(lines.Line, out _)))
            {
                return;
            }
        }

        part.Discard();
        throw new SourceException($"{path}: what came is no topic of the archive; expected lines such as 00:12:34.567{{…}}.");
    }
}
