namespace DualTwin.Sources.Supervision;

/// <summary>The median interval between a source's messages, over the newest of them.</summary>
internal sealed class IntervalMeter
{
    private const int Window = 31;

    /// <summary>A longer pause is no rhythm: the source was away, or the computer asleep.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly long[] _ticks = new long[Window];
    private readonly long[] _sorted = new long[Window];
    private TimeSpan? _last;
    private int _count;

    /// <summary>Median of the newest intervals; null before there were two messages.</summary>
    public TimeSpan? Median { get; private set; }

    /// <summary>Notes a message. The first after a break is no interval: <see cref="Break"/>.</summary>
    public void Note(TimeSpan now)
    {
        if (_last is { } last && now - last <= Longest)
        {
            _ticks[_count++ % Window] = (now - last).Ticks;
            var used = Math.Min(_count, Window);
            _ticks.AsSpan(0, used).CopyTo(_sorted);
            Array.Sort(_sorted, 0, used);
            // The lower of two in the middle: one long pause between the first messages is no rhythm.
            Median = TimeSpan.FromTicks(_sorted[(used - 1) / 2]);
        }

        _last = now;
    }

    /// <summary>The connection was lost: the time until the next message says nothing of the source's rate.</summary>
    public void Break() => _last = null;
}
