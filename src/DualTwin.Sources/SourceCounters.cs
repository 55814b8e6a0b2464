using System.Collections.Concurrent;

namespace DualTwin.Sources;

/// <summary>Counts what a source has read and refused. Reasons are few and fixed by the source, so that nothing grows with bad input.</summary>
public sealed class SourceCounters
{
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private long _messages;
    private int _refusedInRow;
    private int _repeatsInRow;
    private string? _lastRefusal;
    private long _repeats;
    private long _frames;

    /// <summary>Messages read, refused ones included.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Frames handed on.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Messages, or parts of them, that were refused, by reason.</summary>
    public IReadOnlyDictionary<string, long> Refused => _refused;

    /// <summary>Messages refused since the newest good one.</summary>
    public int RefusedInRow => Volatile.Read(ref _refusedInRow);

    /// <summary>Messages that said the same as the one before, time included: they count as silence.</summary>
    public long Repeats => Interlocked.Read(ref _repeats);

    /// <summary>Such messages since the newest frame.</summary>
    public int RepeatsInRow => Volatile.Read(ref _repeatsInRow);

    /// <summary>Reason of the newest refusal; null before the first.</summary>
    public string? LastRefusal => Volatile.Read(ref _lastRefusal);

    /// <summary>Counts a message that repeats the one before.</summary>
    public void CountRepeat()
    {
        Interlocked.Increment(ref _repeats);
        Interlocked.Increment(ref _repeatsInRow);
    }

    /// <summary>Counts a message that was refused as a whole.</summary>
    public void CountRefusedMessage() => Interlocked.Increment(ref _refusedInRow);

    /// <summary>Counts a message.</summary>
    public void CountMessage() => Interlocked.Increment(ref _messages);

    /// <summary>Counts a frame.</summary>
    public void CountFrame()
    {
        Interlocked.Increment(ref _frames);
        Volatile.Write(ref _refusedInRow, 0);
        Volatile.Write(ref _repeatsInRow, 0);
    }

    /// <summary>Counts a refusal for <paramref name="reason"/>, a fixed text in snake case.</summary>
    public void Refuse(string reason) => Refuse(reason, 1);

    /// <summary>Counts <paramref name="count"/> refusals for <paramref name="reason"/>, a fixed text in snake case.</summary>
    public void Refuse(string reason, long count)
    {
        Volatile.Write(ref _lastRefusal, reason);
        _refused.AddOrUpdate(reason, static (_, first) => first, static (_, before, more) => before + more, count);
    }
}
