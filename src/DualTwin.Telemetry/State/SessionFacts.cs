using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>What is known of the session as a whole.</summary>
public sealed record SessionFacts
{
    /// <summary>Nothing known.</summary>
    public static readonly SessionFacts Unknown = new();

    /// <inheritdoc cref="Frames.SessionUpdate.SessionId"/>
    public string? SessionId { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.Type"/>
    public SessionType? Type { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.Kind"/>
    public SessionKind? Kind { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.MeetingName"/>
    public string? MeetingName { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.CircuitName"/>
    public string? CircuitName { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.ScheduledStart"/>
    public DateTimeOffset? ScheduledStart { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.TotalLaps"/>
    public int? TotalLaps { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.LeaderLap"/>
    public int LeaderLap { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.Phase"/>
    public SessionPhase? Phase { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.QualifyingPart"/>
    public int? QualifyingPart { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.QualifyingPlaces"/>
    public QualifyingPlaces? QualifyingPlaces { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.Remaining"/>
    public TimeSpan? Remaining { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.TrackLengthMetres"/>
    public double? TrackLengthMetres { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.Forecast"/>
    public WeatherForecastList? Forecast { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.Game"/>
    public GameFacts? Game { get; init; }

    /// <inheritdoc cref="Frames.SessionUpdate.PitWindow"/>
    public PitWindowHint? PitWindow { get; init; }

    /// <summary>
    /// Whether a change of tyres is a stop: in practice and qualifying they are changed in the garage between runs, which is none.
    /// </summary>
    public bool CountsStops => Type is not (SessionType.Practice or SessionType.Qualifying);

    /// <summary>True for a race or a sprint: order by distance, stops matter, and a flag ends it.</summary>
    public bool IsRace => Type is SessionType.Race or SessionType.Sprint;
}
