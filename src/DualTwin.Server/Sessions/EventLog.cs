using System.Collections.Immutable;
using DualTwin.Telemetry.History;

namespace DualTwin.Server.Sessions;

/// <summary>
/// The events of the running process, across sessions, numbered for the stream. Immutable; bounded to the newest
/// <see cref="Capacity"/>.
/// </summary>
public sealed class EventLog
{
    /// <summary>Events that are held; a Grand Prix has a few hundred to a few thousand.</summary>
    public const int Capacity = 20_000;

    private readonly ImmutableList<LoggedEvent> _events;

    private EventLog(ImmutableList<LoggedEvent> events, long newestId, long droppedUpTo)
    {
        _events = events;
        NewestId = newestId;
        DroppedUpTo = droppedUpTo;
    }

    /// <summary>Stream id of the newest event; where there was none, an id before all.</summary>
    public long NewestId { get; }

    /// <summary>Events with this stream id or a lower one are not held (any more).</summary>
    public long DroppedUpTo { get; }

    /// <summary>Number of events held.</summary>
    public int Count => _events.Count;

    /// <summary>A log whose first event will have an id above <paramref name="id"/>.</summary>
    internal static EventLog StartingAfter(long id) => new([], id, id);

    /// <summary>The events with stream ids above <paramref name="id"/>, oldest first, at most the newest <paramref name="most"/>.</summary>
    public IReadOnlyList<LoggedEvent> After(long id, int most)
    {
        var first = Math.Max(IndexAfter(id), _events.Count - most);
        return first >= _events.Count ? [] : _events.GetRange(first, _events.Count - first);
    }

    /// <summary>How many held events have stream ids above <paramref name="id"/>.</summary>
    public int CountAfter(long id) => _events.Count - IndexAfter(id);

    /// <summary>The log with <paramref name="added"/> behind it, whose ids rise from <paramref name="firstId"/>.</summary>
    internal EventLog Append(IEnumerable<SessionEvent> added, long firstId)
    {
        var id = firstId;
        var events = _events.AddRange(added.Select(e => new LoggedEvent(id++, e)));
        if (events.Count <= Capacity)
        {
            return new EventLog(events, id - 1, DroppedUpTo);
        }

        var surplus = events.Count - Capacity;
        return new EventLog(events.RemoveRange(0, surplus), id - 1, events[surplus - 1].Id);
    }

    private int IndexAfter(long id)
    {
        int low = 0, high = _events.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[middle].Id <= id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
