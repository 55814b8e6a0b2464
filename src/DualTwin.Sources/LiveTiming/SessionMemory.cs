using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>What has to be remembered of the session to read the feed's next delta.</summary>
internal sealed class SessionMemory
{
    /// <summary>A copy that goes its own way.</summary>
    public SessionMemory Copy() => (SessionMemory)MemberwiseClone();

    /// <summary>The session's type; null while the feed has not told it.</summary>
    public SessionType? Type { get; set; }

    /// <summary>The status told last, in the feed's word; null before any.</summary>
    public string? Status { get; set; }

    /// <summary>Whether a status was ever told.</summary>
    public bool StatusTold => Status is not null;

    /// <summary>Whether the session was followed from before its start.</summary>
    public bool SeenBeforeStart { get; set; }

    /// <summary>Whether the session has been started.</summary>
    public bool Started { get; set; }

    /// <summary>Whether the chequered flag has fallen; in a knock-out qualifying, that of the newest part.</summary>
    public bool Finished { get; set; }

    /// <summary>Whether this is a race that is under way: started, and neither stopped nor over.</summary>
    public bool RaceRuns => Type is SessionType.Race or SessionType.Sprint && Status == "Started";

    /// <summary>The leader's lap by the feed, which says 1 long before the start.</summary>
    public int? CurrentLap { get; set; }

    /// <summary>Whether any car has been counted a lap.</summary>
    public bool LapsCounted { get; set; }

    /// <summary>Whether the lines carry best times of qualifying parts.</summary>
    public bool HasParts { get; set; }

    /// <summary>Messages of race control that were handed on.</summary>
    public int MessagesSeen { get; set; }

    /// <summary>Whether the feed counts the lap a car is on rather than complete laps: it does outside races.</summary>
    public bool CountsCurrentLap => Type is SessionType.Practice or SessionType.Qualifying || (Type is null && HasParts);

    /// <summary>
    /// Whether this is a race in its first lap, seen from its start on. Where no status is told the lap count alone says so, and
    /// where no lap count is told, the status together with the cars' own.
    /// </summary>
    public bool IsOnFirstLap =>
        Type is SessionType.Race or SessionType.Sprint
        && (Started || !StatusTold)
        && (CurrentLap == 1 || (CurrentLap is null && SeenBeforeStart && !LapsCounted));

    /// <summary>
    /// Takes <paramref name="type"/> for the session's where nothing has told it: only races count laps, and only a qualifying has
    /// parts. Null where the type is known.
    /// </summary>
    public SessionType? Conclude(SessionType type)
    {
        if (Type is not null)
        {
            return null;
        }

        Type = type;
        return type;
    }

    /// <summary>Whether entering the pit lane is a visit of the session: not on the way to a race's grid, nor to parc fermé.</summary>
    public bool VisitsCount => CountsCurrentLap || ((Started || !StatusTold) && !Finished);
}
