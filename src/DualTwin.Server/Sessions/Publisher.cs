using System.Collections.Immutable;
using DualTwin.Server.Persistence;
using DualTwin.Session;
using DualTwin.Telemetry.History;

namespace DualTwin.Server.Sessions;

/// <summary>Numbers views and events and puts them out. Used by the session's one writer only.</summary>
internal sealed class Publisher
{
    // Ids start at the process's start in thousandths of a millisecond, so that they go on rising over a restart and still fit into
    // the 53 bits that a JavaScript number holds exactly.
    private const long IdsPerMillisecond = 1000;

    private readonly TimeProvider _time;
    private readonly DelayLine _held;
    private long _id;

    public Publisher(View first, RestoredState? restored, TimeProvider time)
    {
        _time = time;
        _held = new DelayLine(time);
        _id = time.GetUtcNow().ToUnixTimeMilliseconds() * IdsPerMillisecond;
        Feed = new ViewFeed(new PublishedView
        {
            Id = _id,
            View = first,
            Events = EventLog.StartingAfter(_id),
            PublishedAt = time.GetUtcNow(),
            Source = SourceStatus.Waiting,
            Restored = restored,
        });
    }

    public ViewFeed Feed { get; }

    /// <summary>How long views are held back.</summary>
    public TimeSpan Delay => _held.Delay;

    /// <summary>Publishes <paramref name="view"/>, or holds it back where there is a delay.</summary>
    public void Publish(View view)
    {
        if (_held.Holds)
        {
            _held.Add(view);
            Release();
        }
        else
        {
            Publish(view, Feed.Current.Source);
        }
    }

    /// <summary>Holds views back for <paramref name="delay"/> from now on: what is older comes out at once, what is newer waits.</summary>
    public void SetDelay(TimeSpan delay)
    {
        _held.Delay = delay;
        Release();
    }

    /// <summary>Publishes what is due of what is held back.</summary>
    public void Release()
    {
        if (_held.Due() is { } due)
        {
            Publish(due, Feed.Current.Source);
        }
    }

    public void Publish(SourceStatus source) => Publish(Feed.Current.View, source);

    /// <summary>Publishes a view that does not go on from the last one: its events are past, and are not told again.</summary>
    public void Jump(View view)
    {
        _held.Clear();
        Publish(view, Feed.Current.Source, Feed.Current.Events);
    }

    private void Publish(View view, SourceStatus source)
    {
        var last = Feed.Current;
        Publish(view, source, Continue(last.Events, last.View.Measured.Events, view.Measured.Events));
    }

    private void Publish(View view, SourceStatus source, EventLog events)
    {
        var last = Feed.Current;
        Feed.Publish(new PublishedView
        {
            Id = ++_id,
            View = view,
            Events = events,
            PublishedAt = _time.GetUtcNow(),
            Source = source,
            Restored = last.Restored is { } restored && HasNoData(view) ? restored : null,
        });
    }

    // What is known of a session before its first car is no reason to throw away what the last run knew.
    private static bool HasNoData(View view) => view.State.Cars.IsEmpty;

    private EventLog Continue(EventLog log, ImmutableList<SessionEvent> before, ImmutableList<SessionEvent> now)
    {
        if (ReferenceEquals(before, now))
        {
            return log;
        }

        var known = Shared(before, now);
        if (now.Count == known)
        {
            return log;
        }

        var first = _id + 1;
        _id += now.Count - known;
        return log.Append(now.Skip(known), first);
    }

    // A session's list grows, a flashback cuts off its end, and a new session's has nothing in common with the old one: where two lists
    // share an event, they share all before it.
    private static int Shared(ImmutableList<SessionEvent> before, ImmutableList<SessionEvent> now)
    {
        var shared = Math.Min(before.Count, now.Count);
        while (shared > 0 && !ReferenceEquals(before[shared - 1], now[shared - 1]))
        {
            shared--;
        }

        return shared;
    }
}
