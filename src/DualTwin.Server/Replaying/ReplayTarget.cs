namespace DualTwin.Server.Replaying;

/// <summary>A place in a recording that somebody asks for: exactly one of time, lap, event and kind of event is set.</summary>
public sealed record ReplayTarget
{
    /// <summary>Time since the recording's beginning.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The lap that the leader begins, 1 or more.</summary>
    public int? Lap { get; init; }

    /// <summary>An event by its id.</summary>
    public long? Event { get; init; }

    /// <summary>The next event of a kind, or the one before.</summary>
    public string? EventType { get; init; }

    /// <summary>Whether the event of the kind before the place at hand is meant, rather than the next.</summary>
    public bool Backwards { get; init; }

    /// <summary>The frame that is meant, counted from 1; null where there is none.</summary>
    /// <param name="timeline">What the recording holds.</param>
    /// <param name="position">The frame at hand.</param>
    internal long? In(ReplayTimeline timeline, long position)
    {
        if (timeline.Frames == 0)
        {
            return null;
        }

        return this switch
        {
            { Time: { } time } => timeline.PositionAt(time),
            { Lap: { } lap } => timeline.PositionOfLap(lap),
            { Event: { } id } => timeline.PositionOfEvent(id),
            { EventType: { } type } => timeline.PositionOfEvent(type, position, Backwards),
            _ => null,
        };
    }
}
