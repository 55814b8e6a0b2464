namespace DualTwin.Server.Configuration;

/// <summary>
/// Everything that can be set from outside, as <c>config/system_config.json</c> says it: one record a section, one property a key.
/// Immutable; <see cref="Default"/> is what counts where nothing is set. Keys of the first version that have no effect any more have
/// no property: see docs/configuration.md.
/// </summary>
public sealed record SystemConfig
{
    /// <summary>What counts where nothing is set.</summary>
    public static SystemConfig Default { get; } = new();

    /// <summary>Section <c>telemetry</c>: where data comes from, how it is checked, when its state file is written.</summary>
    public TelemetryConfig Telemetry { get; init; } = new();

    /// <summary>Section <c>car</c>: which car is ours.</summary>
    public CarConfig Car { get; init; } = new();

    /// <summary>Section <c>race</c>: facts of the race that no source told.</summary>
    public RaceConfig Race { get; init; } = new();

    /// <summary>Section <c>field_twin</c>: what is forecast of the field.</summary>
    public FieldTwinConfig FieldTwin { get; init; } = new();

    /// <summary>Section <c>state_management</c>: where state files go and how often.</summary>
    public StateManagementConfig StateManagement { get; init; } = new();

    /// <summary>Section <c>recording</c>: whether and where raw messages are recorded.</summary>
    public RecordingConfig Recording { get; init; } = new();

    /// <summary>Section <c>api</c>: where the API listens and who may use it.</summary>
    public ApiConfig Api { get; init; } = new();

    /// <summary>Section <c>logging</c>.</summary>
    public LoggingConfig Logging { get; init; } = new();
}
