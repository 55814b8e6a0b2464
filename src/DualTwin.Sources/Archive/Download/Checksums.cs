using System.Security.Cryptography;

namespace DualTwin.Sources.Archive.Download;

/// <summary>The file <c>SHA256SUMS</c> of a folder, as <c>sha256sum --check</c> reads it: which files are here, and whole.</summary>
internal sealed class Checksums
{
    public const string FileName = "SHA256SUMS";

    private const int DigestLetters = 64;

    private const string Remark = "# ";

    private readonly string _folder;
    private readonly SortedDictionary<string, string> _sums = new(StringComparer.Ordinal);

    public Checksums(string folder)
    {
        _folder = folder;
        var path = Path.Combine(folder, FileName);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            // Whatever else stands there is no checksum; its file is fetched anew.
            if (line.StartsWith(Remark, StringComparison.Ordinal))
            {
                From = Uri.TryCreate(line[Remark.Length..], UriKind.Absolute, out var from) ? from : null;
            }
            else if (line.Length > DigestLetters + 2)
            {
                _sums[line[(DigestLetters + 2)..]] = line[..DigestLetters];
            }
        }
    }

    /// <summary>The place of the archive that the files came from; null where that is not noted.</summary>
    public Uri? From { get; set; }

    /// <summary>Whether the file called <paramref name="name"/> is here as it came.</summary>
    public async Task<bool> HoldsAsync(string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, name);
        return _sums.TryGetValue(name, out var sum) && File.Exists(path) && await OfAsync(path, cancellationToken) == sum;
    }

    /// <summary>Notes the file called <paramref name="name"/> as it is now.</summary>
    public async Task AddAsync(string name, CancellationToken cancellationToken)
    {
        _sums[name] = await OfAsync(Path.Combine(_folder, name), cancellationToken);
        var path = Path.Combine(_folder, FileName);
        var lines = _sums.Select(sum => $"{sum.Value}  {sum.Key}");
        await File.WriteAllLinesAsync(path + ".new", From is null ? lines : lines.Prepend($"{Remark}{From}"), cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static async Task<string> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
