using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Recording;

/// <summary>
/// Records the messages of all sources of a run into files of one container (docs/recording-format.md). Whoever hands a message over
/// never waits: a copy is queued, and where the disk is too slow or refuses, messages are left out, counted and told.
/// </summary>
public sealed partial class MessageRecorder : IMessageRecorder, IAsyncDisposable
{
    private const int QueueEntries = 65_536;

    // A chunk of as much compresses well and is soon on the disk.
    private const int ChunkBytes = 128 * 1024;

    private readonly RecorderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DateTimeOffset _begun;
    private readonly ITimer _timer;
    private readonly Task _writing;
    private readonly Channel<RecorderEntry> _queue = Channel.CreateBounded<RecorderEntry>(new BoundedChannelOptions(QueueEntries)
    {
        // TryWrite says no where it is full: nobody waits, and what is left out is counted.
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        SingleWriter = false,
        AllowSynchronousContinuations = false,
    });

    // A place for one call: whoever hands messages over one by one does not wake the writer for each, which would cost him more than
    // the copy; enough for half a chunk do, and the clock.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
        SingleWriter = false,
        AllowSynchronousContinuations = false,
    });

    private long _queuedBytes;
    private long _messages;
    private long _bytes;
    private long _leftOut;
    private long _taken;
    private long _unwritten;
    private RecorderFile? _file;
    private int _number;
    private long? _refusedAt;
    private string? _path;
    private string? _problem;

    /// <summary>A recorder that writes from now on; its first file is made with the first message.</summary>
    public MessageRecorder(RecorderOptions options, TimeProvider time, ILogger<MessageRecorder> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _begun = time.GetUtcNow();
        _timer = time.CreateTimer(_ => Now(RecorderEntry.Flush), null, options.FlushInterval, options.FlushInterval);
        _writing = Task.Run(WriteAsync);
    }

    /// <inheritdoc/>
    public RecorderStatus Status => new(
        Volatile.Read(ref _path), Interlocked.Read(ref _messages), Interlocked.Read(ref _bytes), Interlocked.Read(ref _leftOut), Volatile.Read(ref _problem));

    /// <summary>Entries that the writer is done with: what a test waits for.</summary>
    internal long Taken => Interlocked.Read(ref _taken);

    /// <inheritdoc/>
    public IMessageTap Tap(MessageOrigin origin) => new OriginTap(this, origin);

    /// <inheritdoc/>
    public void Turned(string sourceName, DateTimeOffset at) => Now(RecorderEntry.Turned(sourceName, at));

    /// <summary>Writes what was taken, ends the file and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _queue.Writer.TryComplete();
        _wake.Writer.TryComplete();
        await _writing;
    }

    private void Now(in RecorderEntry entry)
    {
        _queue.Writer.TryWrite(entry);
        _wake.Writer.TryWrite(true);
    }

    private void Take(MessageOrigin origin, in RawMessage message)
    {
        var queued = Interlocked.Add(ref _queuedBytes, message.Content.Length);
        if (queued > _options.QueueBytes)
        {
            LeaveOut(message.Content.Length);
            return;
        }

        var entry = RecorderEntry.Of(origin, message);
        if (!_queue.Writer.TryWrite(entry))
        {
            LeaveOut(entry.Length);
            entry.Release();
        }

        if (queued >= ChunkBytes / 2 && queued - message.Content.Length < ChunkBytes / 2)
        {
            _wake.Writer.TryWrite(true);
        }
    }

    private void LeaveOut(int bytes)
    {
        Interlocked.Add(ref _queuedBytes, -bytes);
        Interlocked.Increment(ref _leftOut);
    }

    private async Task WriteAsync()
    {
        while (await _wake.Reader.WaitToReadAsync())
        {
            _wake.Reader.TryRead(out _);
            Drain();
        }

        Drain();
        Guarded(() => Flush(finish: true));
        _file?.Dispose();
    }

    private void Drain()
    {
        while (_queue.Reader.TryRead(out var entry))
        {
            _unwritten += entry.Origin is null ? 0 : 1;
            Guarded(() => Write(entry));
            Interlocked.Add(ref _queuedBytes, -entry.Length);
            entry.Release();
            Interlocked.Increment(ref _taken);
        }
    }

    // Whatever the disk refuses costs the recording, never the run. A file that may grow no further, by the file system's limit or the
    // user's, is told as an argument out of range.
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            _refusedAt = _time.GetTimestamp();
            var cause = refused is ArgumentOutOfRangeException ? $"'{_file?.Path}' may grow no further" : refused.Message;
            Volatile.Write(ref _problem, cause);
            LoseUnwritten();
            LogRefused(_logger, _options.Folder, cause);
            _file?.Abandon();
            _file?.Dispose();
            _file = null;
            Volatile.Write(ref _path, null);
        }
    }

    private void Write(in RecorderEntry entry)
    {
        if (entry.Text is null)
        {
            Flush();
            Roll();
            return;
        }

        if (_file is null && !TryBegin())
        {
            LoseUnwritten();
            return;
        }

        _file!.Add(entry);
        if (_file.Waiting >= ChunkBytes)
        {
            Flush(toDisk: false);
            Roll();
        }
    }

    private void Flush(bool toDisk = true, bool finish = false)
    {
        if (_file is not { } file)
        {
            return;
        }

        var before = file.Length;
        if (finish)
        {
            file.Finish();
        }
        else
        {
            file.Flush(toDisk);
        }

        Interlocked.Add(ref _bytes, file.Length - before);
        Interlocked.Add(ref _messages, _unwritten);
        _unwritten = 0;
    }

    // What was to go into a chunk that the disk refused is as little recorded as what comes while nothing can be.
    private void LoseUnwritten()
    {
        Interlocked.Add(ref _leftOut, _unwritten);
        _unwritten = 0;
    }

    private bool TryBegin()
    {
        if (_refusedAt is { } at && _time.GetElapsedTime(at) < _options.RetryAfter)
        {
            return false;
        }

        // A name that is taken, such as by a run begun in the same second, only costs its number.
        for (var tries = 0; ; tries++)
        {
            try
            {
                _file = RecorderFile.Create(_options.Folder, _begun, ++_number, _time.GetUtcNow());
                break;
            }
            catch (IOException) when (tries < 100 && File.Exists(Path.Combine(_options.Folder, RecorderFile.NameOf(_begun, _number))))
            {
                continue;
            }
        }

        Interlocked.Add(ref _bytes, _file.Length);
        _refusedAt = null;
        Volatile.Write(ref _problem, null);
        Volatile.Write(ref _path, _file.Path);
        LogBegun(_logger, _file.Path);
        return true;
    }

    private void Roll()
    {
        if (_file is { } full && full.Length >= _options.MaxFileBytes && full.BetweenSegments)
        {
            Flush(finish: true);
            full.Dispose();
            _file = null;
        }
    }

    private sealed class OriginTap(MessageRecorder recorder, MessageOrigin origin) : IMessageTap
    {
        public void Take(in RawMessage message) => recorder.Take(origin, message);
    }

    [LoggerMessage(EventId = 3401, Level = LogLevel.Information, Message = "Recording into {File}")]
    private static partial void LogBegun(ILogger logger, string file);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Error, Message = "The recording in {Folder} cannot go on: {Cause}. It is tried again; what comes until then is not recorded.")]
    private static partial void LogRefused(ILogger logger, string folder, string cause);
}
