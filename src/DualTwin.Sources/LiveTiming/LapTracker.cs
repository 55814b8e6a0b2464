namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// Brings a car's lap count and lap times together. The feed tells them in one message, or one of them up to four seconds
/// before the other; a time that comes early is held until its lap is counted, so that it is never taken for the lap before.
/// </summary>
internal sealed class LapTracker
{
    // The longest lead measured in the archives is 4.1 s; after this the lap is taken as complete without the count.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(10);

    private SortedList<int, TimeSpan> _times = [];
    private int? _count;
    private DateTimeOffset? _crossedAt;
    private (TimeSpan Time, DateTimeOffset At)? _early;

    /// <summary>A copy that goes its own way.</summary>
    public LapTracker Copy()
    {
        var copy = (LapTracker)MemberwiseClone();
        copy._times = new SortedList<int, TimeSpan>(_times);
        return copy;
    }

    /// <summary>Complete laps; null until the feed counts any.</summary>
    public int? Completed { get; private set; }

    /// <summary>Folds in what a message says and returns what became known: laps completed, and the time of the last of them.</summary>
    /// <param name="count">The feed's number of laps, where the message says it.</param>
    /// <param name="time">The feed's last lap time, where the message says it.</param>
    /// <param name="where">Where the car is, and how the feed counts in this session.</param>
    /// <param name="now">Time of the message.</param>
    public LapNews Observe(int? count, TimeSpan? time, in LapContext where, DateTimeOffset now)
    {
        if (where.FromStart && Completed is null && time is null && count is null or 0)
        {
            // Nobody has counted a lap of a race that has just begun: everybody has none.
            Completed = 0;
            return new LapNews(Completed, null);
        }

        if (count is { } counted && counted != _count)
        {
            _count = counted;
            return Counted(where.CountsCurrentLap ? counted - 1 : counted, time, where, now);
        }

        if (time is { } alone)
        {
            return Timed(alone, where.EndsInPit, now);
        }

        if (where.LeavesPit && _count > (Completed ?? 0))
        {
            // The lap on which the car came in is over, though nothing timed it.
            return Complete(_count.Value, null, _crossedAt);
        }

        return _early is { } held && (now - held.At > LongestHold || where.EndsInPit) ? Complete(Next, held.Time, held.At) : default;
    }

    /// <summary>The newest lap that took <paramref name="time"/>, give or take <paramref name="tolerance"/>; null where there is none.</summary>
    public int? FindLap(TimeSpan time, TimeSpan tolerance)
    {
        if (_early is { } held && (held.Time - time).Duration() <= tolerance)
        {
            return Next;
        }

        for (var i = _times.Count - 1; i >= 0; i--)
        {
            if ((_times.Values[i] - time).Duration() <= tolerance)
            {
                return _times.Keys[i];
            }
        }

        return null;
    }

    private int Next => (Completed ?? 0) + 1;

    private LapNews Counted(int completed, TimeSpan? time, in LapContext where, DateTimeOffset now)
    {
        if (completed < 0 || completed <= Completed)
        {
            // The lap was already taken as complete, or the feed corrects its count backwards.
            Completed = completed < Completed ? Math.Max(completed, 0) : Completed;
            return new LapNews(Completed, time);
        }

        if (where.BeginsInPit)
        {
            // The count rises at the pit exit: the lap before ended in the lane, without a time, and nothing crossed the line now.
            return Complete(completed, time, _crossedAt);
        }

        time ??= _early?.Time;
        if (time is null && completed == Next && LastTime is { } before && where.Sectors.AddsUpTo(before))
        {
            // A time that equals the one before is not sent again.
            time = before;
        }

        // Of a lap that was complete before the feed was joined nobody saw the end.
        return Complete(completed, time, Completed is null ? null : now);
    }

    private LapNews Timed(TimeSpan time, bool endsInPit, DateTimeOffset now)
    {
        // A time that comes soon after the line, measured by itself, belongs to the lap just counted; otherwise the car has just
        // crossed the line and the count is to follow. In the pit lane no count follows until the car leaves it again.
        if (Completed > 0 && now - _crossedAt < time / 2)
        {
            _times[Completed.Value] = time;
            return new LapNews(null, time);
        }

        if (endsInPit)
        {
            return Complete(Math.Max(_count ?? 0, Next), time, now);
        }

        _early = (time, now);
        return default;
    }

    private LapNews Complete(int completed, TimeSpan? time, DateTimeOffset? at)
    {
        (Completed, _crossedAt, _early) = (completed, at, null);
        if (time is { } taken)
        {
            _times[completed] = taken;
        }

        return new LapNews(completed, time);
    }

    private TimeSpan? LastTime => Completed is { } last && _times.TryGetValue(last, out var time) ? time : null;
}
