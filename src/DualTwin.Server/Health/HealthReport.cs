using System.Text.Json.Serialization;

namespace DualTwin.Server.Health;

/// <summary>How the server is, and why where it is not well.</summary>
public sealed record HealthReport
{
    /// <summary>The worst of the components: healthy, warning, degraded or critical.</summary>
    public required string Status { get; init; }

    /// <summary>When the report was made (UTC).</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The parts of the server by name: source, session, storage, and recording where the run is recorded.</summary>
    public required IReadOnlyDictionary<string, ComponentHealth> Components { get; init; }

    /// <summary>How long updates take.</summary>
    public required HealthPerformance Performance { get; init; }

    /// <summary>The process and its readers.</summary>
    public required HealthSystemInfo SystemInfo { get; init; }

    /// <summary>Versions of the schema.</summary>
    public required HealthVersioning ApiVersioning { get; init; }

    /// <summary>Every reason why the status is not healthy, worst first. From 1.1.0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }
}
