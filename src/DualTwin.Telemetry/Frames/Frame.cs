using System.Collections.Immutable;

namespace DualTwin.Telemetry.Frames;

/// <summary>
/// What one message of a source says: a partial, typed update in domain units. What a frame leaves out stays as it was.
/// </summary>
public sealed record Frame
{
    /// <summary>Who made the frame.</summary>
    public required SourceIdentity Source { get; init; }

    /// <summary>When the newest value in the frame was measured (UTC), by the source's clock.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>When the message arrived (UTC), by our clock; in a recording, when it arrived then.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Time since the source's session zero; never part of a comparison between sources.</summary>
    public TimeSpan? SessionTime { get; init; }

    /// <summary>The source's own count of what it shows, from sources that can go back in time; it goes back with them.</summary>
    public long? Tick { get; init; }

    /// <summary>
    /// The tick that the source has gone back to: all that it said of later ticks has never been, and the frame says how it goes on from there.
    /// </summary>
    public long? RewindToTick { get; init; }

    /// <summary>True where the source's clock has been set back: the session's time follows it.</summary>
    public bool ClockSetBack { get; init; }

    /// <summary>
    /// Which frame of a recording it is, counted from 1, from sources that can be steered through one; one that does not follow the
    /// one before goes on from all that was told up to it.
    /// </summary>
    public long? Position { get; init; }

    /// <summary>
    /// True where the source tells last lap times but no lap counts, so that a changed lap time says that a lap was completed.
    /// </summary>
    public bool LapTimesImplyLaps { get; init; }

    /// <summary>What the frame says of the session as a whole.</summary>
    public SessionUpdate? Session { get; init; }

    /// <summary>What the frame says of track and weather.</summary>
    public TrackUpdate? Track { get; init; }

    /// <summary>What the frame says of single cars, one entry a car.</summary>
    public ImmutableArray<CarUpdate> Cars { get; init; } = [];

    /// <summary>Messages of race control, oldest first.</summary>
    public ImmutableArray<RaceControlMessage> Messages { get; init; } = [];
}
