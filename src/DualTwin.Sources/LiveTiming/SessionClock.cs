namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// The session clock. The feed says what it showed at some moment and whether it runs; what it shows later follows, and is told
/// whenever its whole seconds change.
/// </summary>
internal sealed class SessionClock
{
    private DateTimeOffset _at;
    private TimeSpan? _remaining;
    private bool _runs;
    private TimeSpan? _told;

    /// <summary>A copy that goes its own way.</summary>
    public SessionClock Copy() => (SessionClock)MemberwiseClone();

    /// <summary>Takes over what the feed says; null is what it does not say.</summary>
    public TimeSpan? Set(DateTimeOffset at, TimeSpan? remaining, bool? runs)
    {
        _remaining = remaining ?? Shown(at);
        _at = at;
        _runs = runs ?? _runs;
        return _told = _remaining;
    }

    /// <summary>What the clock shows at <paramref name="now"/>; null where that is what was told last.</summary>
    public TimeSpan? News(DateTimeOffset now)
    {
        if (!_runs || Shown(now) is not { } shown)
        {
            return null;
        }

        var seconds = TimeSpan.FromSeconds(Math.Ceiling(shown.TotalSeconds));
        if (seconds >= _told)
        {
            return null;
        }

        return _told = seconds;
    }

    private TimeSpan? Shown(DateTimeOffset now)
    {
        if (_remaining is not { } remaining || !_runs || now <= _at)
        {
            return _remaining;
        }

        var shown = remaining - (now - _at);
        return shown > TimeSpan.Zero ? shown : TimeSpan.Zero;
    }
}
