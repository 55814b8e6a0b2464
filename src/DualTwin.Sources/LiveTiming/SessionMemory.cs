using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>What has to be remembered of the session to read the feed's next delta.</summary>
internal sealed class SessionMemory
{
    /// <summary>The session's type; null while the feed has not told it.</summary>
    public SessionType? Type { get; set; }

    /// <summary>Whether a status was ever told.</summary>
    public bool StatusTold { get; set; }

    /// <summary>Whether the session has been started.</summary>
    public bool Started { get; set; }

    /// <summary>Whether the chequered flag has fallen; in a knock-out qualifying, that of the newest part.</summary>
    public bool Finished { get; set; }

    /// <summary>The leader's lap by the feed, which says 1 long before the start.</summary>
    public int? CurrentLap { get; set; }

    /// <summary>Whether the lines carry best times of qualifying parts.</summary>
    public bool HasParts { get; set; }

    /// <summary>Messages of race control that were handed on.</summary>
    public int MessagesSeen { get; set; }

    /// <summary>Whether the feed counts the lap a car is on rather than complete laps: it does outside races.</summary>
    public bool CountsCurrentLap => Type is SessionType.Practice or SessionType.Qualifying || (Type is null && HasParts);

    /// <summary>Whether this is a race in its first lap, seen from its start on.</summary>
    public bool IsOnFirstLap => Started && CurrentLap == 1 && Type is SessionType.Race or SessionType.Sprint;

    /// <summary>Whether entering the pit lane is a visit of the session: not on the way to a race's grid, nor to parc fermé.</summary>
    public bool VisitsCount => CountsCurrentLap || ((Started || !StatusTold) && !Finished);
}
