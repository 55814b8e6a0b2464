using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Server.Configuration;

/// <summary>Where data comes from, when a source is left, and when its state file is written.</summary>
public sealed record TelemetryConfig
{
    /// <summary>Default of <see cref="UpdateIntervalSeconds"/>.</summary>
    public const double DefaultUpdateIntervalSeconds = 3;

    /// <summary>The telemetry file is written at least this often, whatever the interval says (seconds).</summary>
    public const double LongestUpdateIntervalSeconds = 3;

    /// <summary>Default of <see cref="ProcessingTimeoutMs"/>.</summary>
    public const double DefaultProcessingTimeoutMs = 250;

    /// <summary>Default of <see cref="OutputFile"/>.</summary>
    public const string DefaultOutputFile = "telemetry_state.json";

    /// <summary>Default of <see cref="MaxFailuresBeforeFallback"/>.</summary>
    public const int DefaultMaxFailuresBeforeFallback = 5;

    /// <summary>Default of <see cref="MaxBackoffSeconds"/>.</summary>
    public const double DefaultMaxBackoffSeconds = 5;

    /// <summary>Default of <see cref="ReturnAfterSeconds"/>.</summary>
    public const double DefaultReturnAfterSeconds = 3;

    /// <summary>Time between two writings of the telemetry file, 0.05 to 60 s; see <see cref="UpdateInterval"/>.</summary>
    public double UpdateIntervalSeconds { get; init; } = DefaultUpdateIntervalSeconds;

    /// <summary>Time between two writings of the telemetry file that counts: never above <see cref="LongestUpdateIntervalSeconds"/>.</summary>
    public TimeSpan UpdateInterval => TimeSpan.FromSeconds(Math.Min(UpdateIntervalSeconds, LongestUpdateIntervalSeconds));

    /// <summary>An update that takes longer is counted and warned about, 1 to 60,000 ms.</summary>
    public double ProcessingTimeoutMs { get; init; } = DefaultProcessingTimeoutMs;

    /// <summary><see cref="ProcessingTimeoutMs"/> as a duration.</summary>
    public TimeSpan ProcessingTimeout => TimeSpan.FromMilliseconds(ProcessingTimeoutMs);

    /// <summary>The telemetry file: a bare name is put in <see cref="StateManagementConfig.StoragePath"/>, a path is taken as it is.</summary>
    public string OutputFile { get; init; } = DefaultOutputFile;

    /// <summary>Whether the simulator is the source, while <see cref="Sources"/> is empty.</summary>
    public bool UseSimulator { get; init; } = true;

    /// <summary>The live source, while <see cref="UseSimulator"/> is off and <see cref="Sources"/> is empty.</summary>
    public SourceKind LiveSourceType { get; init; } = SourceKinds.WebSocket;

    /// <summary>Bad or missing updates in a row that make the system leave a source, 1 to 1,000,000.</summary>
    public int MaxFailuresBeforeFallback { get; init; } = DefaultMaxFailuresBeforeFallback;

    /// <summary>How the live source is reached.</summary>
    public LiveSourceConfig LiveSource { get; init; } = new();

    /// <summary>Sources in order of preference. Where any is given, the list replaces <see cref="UseSimulator"/> and <see cref="LiveSourceType"/>.</summary>
    public IReadOnlyList<SourceConfig> Sources { get; init; } = [];

    /// <summary>Silence after which a source counts as stalled, 0.1 to 3600 s; null leaves it to the source's own rhythm.</summary>
    public double? StallSeconds { get; init; }

    /// <summary>Longest wait between two attempts to connect, 0.05 to 3600 s.</summary>
    public double MaxBackoffSeconds { get; init; } = DefaultMaxBackoffSeconds;

    /// <summary>How long a source must deliver before the system goes back to it, 0 to 3600 s.</summary>
    public double ReturnAfterSeconds { get; init; } = DefaultReturnAfterSeconds;

    /// <summary>How long views are held back to match the television picture, 0 to 120 s; it can be changed while the program runs.</summary>
    public double BroadcastDelaySeconds { get; init; }

    /// <summary><see cref="BroadcastDelaySeconds"/> as a duration.</summary>
    public TimeSpan BroadcastDelay => TimeSpan.FromSeconds(BroadcastDelaySeconds);

    /// <summary>The live sources that are configured, in order, whether or not one of them is the source now.</summary>
    public IReadOnlyList<SourceConfig> LiveSources => Sources.Any(source => source.Type.IsLive)
        ? [.. Sources.Where(source => source.Type.IsLive)]
        : [new SourceConfig { Type = LiveSourceType }];

    /// <summary>The simulator as it is configured, or with its defaults.</summary>
    public SourceConfig SimulatorSource =>
        Sources.FirstOrDefault(s => s.Type == SourceKinds.Simulator) ?? new SourceConfig { Type = SourceKinds.Simulator };

    /// <summary>The sources that count, in order: <see cref="Sources"/>, or the one that the older keys name.</summary>
    public IReadOnlyList<SourceConfig> EffectiveSources =>
        Sources.Count > 0 ? Sources : [new SourceConfig { Type = UseSimulator ? SourceKinds.Simulator : LiveSourceType }];
}
