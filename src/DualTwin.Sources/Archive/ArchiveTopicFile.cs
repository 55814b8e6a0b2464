using System.Text.Json;

namespace DualTwin.Sources.Archive;

/// <summary>The lines of one topic's file, in the order in which they stand there. What cannot be read is counted and skipped.</summary>
internal sealed class ArchiveTopicFile : IDisposable
{
    // No pause in a session's feed is as long; a damaged time would hold the topic back until all others have ended.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    // The feed's own times go back by seconds at most; what jumps further ahead than this is not believed on its own word.
    private static readonly TimeSpan Leap = TimeSpan.FromMinutes(1);

    private readonly LineReader _reader;
    private readonly SourceCounters _counters;
    private ArchiveLine? _behind;
    private TimeSpan _newest;

    private ArchiveTopicFile(string topic, LineReader reader, SourceCounters counters)
    {
        (Topic, _reader, _counters) = (topic, reader, counters);
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The line now at the head of the file; valid until the next move.</summary>
    public ArchiveLine Head { get; private set; }

    /// <summary>The file of <paramref name="topic"/>; null, and counted, where it cannot be opened.</summary>
    public static ArchiveTopicFile? Open(string path, string topic, int maxLineBytes, SourceCounters counters)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new ArchiveTopicFile(topic, new LineReader(stream, maxLineBytes), counters);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            counters.Refuse(ArchiveRefusal.Unreadable);
            return null;
        }
    }

    /// <summary>Moves to the next line that can be read; false at the end of the file.</summary>
    public bool MoveNext()
    {
        if (_behind is { } behind)
        {
            (Head, _behind) = (behind, null);
        }
        else if (TryNext(out var line))
        {
            Head = line.Time - _newest > Leap ? Believed(line) : line;
        }
        else
        {
            return false;
        }

        _newest = Head.Time > _newest ? Head.Time : _newest;
        return true;
    }

    // A line far ahead of those before it is late news of a quiet topic, or its time is damaged: the line behind it tells. A damaged
    // time is not worth the message, which then counts at the time of the one before.
    private ArchiveLine Believed(ArchiveLine ahead)
    {
        ahead = ahead with { Json = ahead.Json.ToArray() };
        if (!TryNext(out var behind))
        {
            return ahead;
        }

        _behind = behind with { Json = behind.Json.ToArray() };
        if (behind.Time > ahead.Time - Leap)
        {
            return ahead;
        }

        _counters.Refuse(ArchiveRefusal.ImplausibleTime);
        return ahead with { Time = _newest };
    }

    private bool TryNext(out ArchiveLine next)
    {
        while (TryRead())
        {
            if (_reader.Line.IsEmpty && !_reader.TooLong)
            {
                continue;
            }

            _counters.CountMessage();
            if (Refusal(out next) is { } reason)
            {
                _counters.Refuse(reason);
                continue;
            }

            return true;
        }

        next = default;
        return false;
    }

    public void Dispose() => _reader.Dispose();

    private bool TryRead()
    {
        try
        {
            return _reader.Read();
        }
        catch (IOException)
        {
            _counters.Refuse(ArchiveRefusal.Unreadable);
            return false;
        }
    }

    private string? Refusal(out ArchiveLine line)
    {
        line = default;
        if (_reader.TooLong)
        {
            return ArchiveRefusal.TooLong;
        }

        var read = ArchiveLine.TryParse(_reader.Line, out line);
        if (!_reader.Terminated && (!read || !IsJson(line.Json.Span)))
        {
            return ArchiveRefusal.Truncated;
        }

        if (!read)
        {
            return ArchiveRefusal.NoTime;
        }

        return line.Time - _newest > LongestPause ? ArchiveRefusal.ImplausibleTime : null;
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                reader.Skip();
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
