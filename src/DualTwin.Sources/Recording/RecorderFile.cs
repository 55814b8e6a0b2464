using System.Globalization;
using DualTwin.Sources.Recording.Container;

namespace DualTwin.Sources.Recording;

/// <summary>The file of a recording that is written now. Throws what the disk says.</summary>
internal sealed class RecorderFile : IDisposable
{
    /// <summary>What the files of recordings end with.</summary>
    public const string Extension = ".dtrec";

    private readonly FileStream _file;
    private readonly RecordingWriter _writer;

    private RecorderFile(FileStream file, int number, DateTimeOffset createdAt)
    {
        _file = file;
        _writer = new RecordingWriter(file, number, createdAt);
    }

    public string Path => _file.Name;

    public long Length => _writer.Length;

    public int Waiting => _writer.Waiting;

    public bool BetweenSegments => _writer.BetweenSegments;

    /// <summary>The name, without folder, of file <paramref name="number"/> of the recording begun at <paramref name="begun"/>.</summary>
    public static string NameOf(DateTimeOffset begun, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{begun.UtcDateTime:yyyy-MM-dd'T'HHmmss'Z'}.{number:0000}{Extension}");

    public static RecorderFile Create(string folder, DateTimeOffset begun, int number, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var file = new FileStream(
            System.IO.Path.Combine(folder, NameOf(begun, number)), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            return new RecorderFile(file, number, now);
        }
        catch
        {
            // Made, and not begun: left alone it would be a file of the recording that cannot be read.
            file.Dispose();
            File.Delete(file.Name);
            throw;
        }
    }

    public void Add(in RecorderEntry entry)
    {
        if (entry.Origin is { } origin)
        {
            _writer.Add(origin, entry.Message);
        }
        else
        {
            _writer.Turned(entry.Text!, entry.At);
        }
    }

    /// <summary>Writes what waits; where <paramref name="toDisk"/>, a power cut does not take it any more.</summary>
    public void Flush(bool toDisk)
    {
        _writer.Flush();
        if (toDisk)
        {
            _file.Flush(flushToDisk: true);
        }
    }

    public void Finish()
    {
        _writer.Finish();
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Cuts off what a refused write has left of a chunk, as far as the disk lets us.</summary>
    public void Abandon()
    {
        try
        {
            _file.SetLength(_writer.Length);
        }
        catch (IOException)
        {
            // The reader stops there by itself.
            return;
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
