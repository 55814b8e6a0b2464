namespace DualTwin.Sources.Archive.Download;

/// <summary>
/// A file on its way: <c>NAME.part</c>, with <c>NAME.part.version</c> saying of which version of the archive's file it is, so that a later
/// run goes on from it where that is still the same.
/// </summary>
internal sealed class PartFile(string path, Action<long, long?> tell) : IFetchTarget, IDisposable
{
    private readonly string _part = path + ".part";
    private readonly string _version = path + ".part.version";
    private FileStream? _stream;

    public (long Bytes, string Version)? Held
    {
        get
        {
            Close();
            return File.Exists(_part) && File.Exists(_version) && File.ReadAllText(_version) is { Length: > 0 } version
                ? (new FileInfo(_part).Length, version)
                : null;
        }
    }

    public void Begin(long from, string? version) => Guarded(() =>
    {
        Close();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _stream = new FileStream(_part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _stream.SetLength(Math.Min(from, _stream.Length));
        _stream.Position = _stream.Length;
        File.WriteAllText(_version, version ?? string.Empty);
    });

    public void Add(ReadOnlySpan<byte> bytes, long? whole)
    {
        try
        {
            _stream!.Write(bytes);
        }
        catch (Exception refused) when (refused is IOException or ArgumentOutOfRangeException)
        {
            throw Refused(refused);
        }

        tell(_stream.Length, whole);
    }

    /// <summary>Gives the file its name: it is whole.</summary>
    public void Finish() => Guarded(() =>
    {
        _stream?.Flush(flushToDisk: true);
        Close();
        File.Move(_part, path, overwrite: true);
        File.Delete(_version);
    });

    /// <summary>Throws away what came: it is of no use.</summary>
    public void Discard() => Guarded(() =>
    {
        Close();
        File.Delete(_part);
        File.Delete(_version);
    });

    public void Dispose() => Close();

    /// <summary>Reads what has come, from its beginning.</summary>
    public Stream Open()
    {
        Close();
        return File.OpenRead(_part);
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (IOException refused)
        {
            throw Refused(refused);
        }
    }

    // A file that may grow no further is told as an argument out of range.
    private FileTargetException Refused(Exception refused) => new($"'{_part}' cannot be written: {refused.Message}", refused);

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
