namespace DualTwin.Server.Health;

/// <summary>How one part of the server is.</summary>
/// <param name="Status">healthy, warning, degraded or critical.</param>
/// <param name="Reason">Why it is not healthy; null where it is.</param>
public sealed record ComponentHealth(string Status, string? Reason)
{
    /// <summary>Nothing to tell.</summary>
    public static readonly ComponentHealth Healthy = new(HealthStatus.Healthy, null);
}
