using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;

namespace DualTwin.Telemetry.State;

/// <summary>
/// All frames so far, merged: the one truth about the session. Immutable, so that keeping an earlier state is a checkpoint.
/// </summary>
public sealed record SessionState
{
    /// <summary>
    /// Most cars of a session. No field is larger than 24; a session keeps every car that was ever named, so that a source which makes
    /// up new ones without end must be stopped.
    /// </summary>
    public const int MaxCars = 200;

    /// <summary>The state before the first frame.</summary>
    public static readonly SessionState Empty = new();

    /// <summary>Number of frames merged into this state since its session began.</summary>
    public long Version { get; init; }

    /// <summary>Source of the newest frame; null before the first.</summary>
    public SourceIdentity? Source { get; init; }

    /// <summary>Newest measuring time of any frame (UTC); goes back within a session only where the source's clock was set back.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>When the newest frame arrived (UTC).</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Newest session time of any frame; goes back within a session only where the source's clock was set back.</summary>
    public TimeSpan? SessionTime { get; init; }

    /// <summary>The source's own count at the newest frame, from sources that can go back in time.</summary>
    public long? Tick { get; init; }

    /// <summary>The session as a whole.</summary>
    public SessionFacts Session { get; init; } = SessionFacts.Unknown;

    /// <summary>Track and weather.</summary>
    public TrackConditions Track { get; init; } = TrackConditions.Unknown;

    /// <summary>How the event's compound names map to relative compounds.</summary>
    public CompoundMapping Compounds { get; init; } = CompoundMapping.Empty;

    /// <summary>The fastest valid lap of the session.</summary>
    public FastestLap? FastestLap { get; init; }

    /// <summary>Whether the leader has taken the chequered flag.</summary>
    public bool FlagShown { get; init; }

    /// <summary>All cars, in the order in which they were first named. An index stays a car's own for the whole session.</summary>
    public ImmutableArray<CarState> Cars { get; init; } = [];

    /// <summary>How often a car beyond <see cref="MaxCars"/> was named.</summary>
    public long RefusedCars { get; init; }

    /// <summary>
    /// Most events of a session, some thirty times what the busiest race has: what a source says without end is not kept without end.
    /// </summary>
    public const int MostEvents = 50_000;

    /// <summary>Events beyond <see cref="MostEvents"/>, which are not kept.</summary>
    public long RefusedEvents { get; init; }

    /// <summary>Domain events, oldest first.</summary>
    public ImmutableList<SessionEvent> Events { get; init; } = [];

    /// <summary>Messages of race control, oldest first.</summary>
    public ImmutableList<RaceControlMessage> Messages { get; init; } = [];

    /// <summary>The car in first position; null where the source tells none.</summary>
    public CarState? Leader
    {
        get
        {
            foreach (var car in Cars)
            {
                if (car.Timing.Position == 1)
                {
                    return car;
                }
            }

            return null;
        }
    }

    /// <summary>The car with the given id, or null.</summary>
    public CarState? FindCar(string carId)
    {
        foreach (var car in Cars)
        {
            if (string.Equals(car.CarId, carId, StringComparison.Ordinal))
            {
                return car;
            }
        }

        return null;
    }
}
