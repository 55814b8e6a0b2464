using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Frames;

/// <summary>What a frame says of the session as a whole; null says nothing.</summary>
public sealed record SessionUpdate
{
    /// <summary>The source's identity of the session. A new one begins a new session state.</summary>
    public string? SessionId { get; init; }

    /// <summary>Session type of the public schema.</summary>
    public SessionType? Type { get; init; }

    /// <summary>Exact kind of session.</summary>
    public SessionKind? Kind { get; init; }

    /// <summary>Name of the meeting, such as <c>Azerbaijan Grand Prix</c>.</summary>
    public string? MeetingName { get; init; }

    /// <summary>Short name of the circuit, such as <c>Baku</c>.</summary>
    public string? CircuitName { get; init; }

    /// <summary>Scheduled start (UTC).</summary>
    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>Race distance in laps, 1 or more.</summary>
    public int? TotalLaps { get; init; }

    /// <summary>The leader's current lap: 0 before the start.</summary>
    public int? LeaderLap { get; init; }

    /// <summary>How far the session is.</summary>
    public SessionPhase? Phase { get; init; }

    /// <summary>Part of a knock-out qualifying, 1 to 3.</summary>
    public int? QualifyingPart { get; init; }

    /// <summary>How many cars the parts of a knock-out qualifying let through.</summary>
    public QualifyingPlaces? QualifyingPlaces { get; init; }

    /// <summary>Time left on the session clock.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Names of the nominated slick compounds, softest first, where the source tells them.</summary>
    public IReadOnlyList<string>? NominatedCompounds { get; init; }

    /// <summary>Length of a lap, m.</summary>
    public double? TrackLengthMetres { get; init; }

    /// <summary>Weather that the source expects.</summary>
    public WeatherForecastList? Forecast { get; init; }

    /// <summary>What a game says of itself.</summary>
    public GameFacts? Game { get; init; }

    /// <summary>The source's own word on the player's next stop.</summary>
    public PitWindowHint? PitWindow { get; init; }
}
