namespace DualTwin.Sources.Supervision;

/// <summary>When the supervisor gives a source up, how it tries again, and when it returns to one.</summary>
public sealed record SupervisorOptions
{
    /// <summary>Default of <see cref="MaxFailures"/>.</summary>
    public const int DefaultMaxFailures = 5;

    /// <summary>Default of <see cref="MaxReconnectAttempts"/>.</summary>
    public const int DefaultMaxReconnectAttempts = 5;

    /// <summary>Bad or missing updates in a row that trigger a failover, 1 or more.</summary>
    public int MaxFailures { get; init; } = DefaultMaxFailures;

    /// <summary>Time in which an update is expected: each that passes without one counts as a missing update.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Failed attempts to connect in a row that trigger a failover, 1 or more.</summary>
    public int MaxReconnectAttempts { get; init; } = DefaultMaxReconnectAttempts;

    /// <summary>First delay of the backoff; each further one doubles it.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest delay of the backoff, before jitter.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a source that failed must deliver good data before it is returned to.</summary>
    public TimeSpan ReturnAfter { get; init; } = TimeSpan.FromSeconds(3);
}
