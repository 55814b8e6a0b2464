using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DualTwin.Logging;

/// <summary>
/// Logs to a rolling file without making anybody wait for the disk: lines go through a bounded channel to one writer.
/// Where the disk is slower than the log, new lines are dropped and their number is written.
/// </summary>
internal sealed class FileLoggerProvider : ILoggerProvider, IAsyncDisposable
{
    private const int Capacity = 8192;

    private readonly RollingFile _file;
    private readonly TimeProvider _clock;
    private readonly Channel<string> _lines;
    private readonly Task _writing;
    private long _dropped;

    /// <summary>Logs to <paramref name="file"/>, which is closed with the provider; <paramref name="clock"/> stamps the lines.</summary>
    public FileLoggerProvider(RollingFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
        _lines = Channel.CreateBounded<string>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true, SingleWriter = false },
            _ => Interlocked.Increment(ref _dropped));
        _writing = Task.Run(WriteAllAsync);
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, _clock, line => _lines.Writer.TryWrite(line));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
#pragma warning disable VSTHRD003 // The constructor started it on the thread pool, where nothing waits for this caller.
        await _writing;
#pragma warning restore VSTHRD003
        _file.Dispose();
    }

    /// <summary>Lets no more lines in; <see cref="DisposeAsync"/> is what writes the rest and closes the file.</summary>
    public void Dispose() => _lines.Writer.TryComplete();

    private async Task WriteAllAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            try
            {
                WriteWaiting();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A full disk must not stop the session; the line is lost and the console says why.
                await Console.Error.WriteLineAsync($"dualtwin: the log file cannot be written: {e.Message}");
            }
        }
    }

    private void WriteWaiting()
    {
        while (_lines.Reader.TryRead(out var line))
        {
            _file.WriteLine(line);
        }

        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            _file.WriteLine($"{dropped} lines were dropped: the disk is slower than the log");
        }

        _file.Flush();
    }
}
