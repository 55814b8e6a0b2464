using System.Text;

namespace DualTwin.Logging;

/// <summary>
/// A text file that is renamed to <c>.1</c> once it is full, what was <c>.1</c> to <c>.2</c> and so on; the oldest goes.
/// For one writer.
/// </summary>
internal sealed class RollingFile : IDisposable
{
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly int _backupCount;
    private FileStream _stream;

    /// <summary>Opens the file at <paramref name="path"/> to append to it.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public RollingFile(string path, long maxBytes, int backupCount)
    {
        _path = Path.GetFullPath(path);
        _maxBytes = maxBytes;
        _backupCount = backupCount;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _stream = Open();
    }

    /// <summary>Appends <paramref name="line"/>, in a new file where it does not fit any more.</summary>
    public void WriteLine(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        if (_stream.Length > 0 && _stream.Length + bytes.Length > _maxBytes)
        {
            Roll();
        }

        _stream.Write(bytes);
    }

    /// <summary>Hands what was written to the operating system.</summary>
    public void Flush() => _stream.Flush();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private FileStream Open() => new(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private void Roll()
    {
        _stream.Dispose();
        if (_backupCount == 0)
        {
            File.Delete(_path);
        }

        for (var number = _backupCount; number > 0; number--)
        {
            var from = number == 1 ? _path : $"{_path}.{number - 1}";
            if (File.Exists(from))
            {
                File.Move(from, $"{_path}.{number}", overwrite: true);
            }
        }

        _stream = Open();
    }
}
