namespace DualTwin.Server.Health;

/// <summary>The four states of health, as they stand in the public schema.</summary>
public static class HealthStatus
{
    /// <summary>All is well.</summary>
    public const string Healthy = "healthy";

    /// <summary>Something to know; nothing is lost.</summary>
    public const string Warning = "warning";

    /// <summary>Something does not work; the rest goes on.</summary>
    public const string Degraded = "degraded";

    /// <summary>Nothing useful is served.</summary>
    public const string Critical = "critical";

    /// <summary>0 for healthy up to 3 for critical.</summary>
    internal static int Rank(string status) => status switch { Healthy => 0, Warning => 1, Degraded => 2, _ => 3 };
}
