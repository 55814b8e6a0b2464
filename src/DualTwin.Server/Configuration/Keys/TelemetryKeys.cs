using DualTwin.Server.Configuration.Readers;
using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of section <c>telemetry</c>, those of its <c>live_source</c> apart.</summary>
internal static class TelemetryKeys
{
    public static IReadOnlyList<ConfigKey> Of(SourceCatalogue sources) =>
    [
        Key.Of(
            "telemetry.update_interval_seconds", new NumberReader(0.05, 60, "s"),
            c => c.Telemetry.UpdateIntervalSeconds, (c, v) => With(c, c.Telemetry with { UpdateIntervalSeconds = v }),
            "time between two writings of the telemetry file; above 3 s, every 3 s"),
        Key.Of(
            "telemetry.processing_timeout_ms", new NumberReader(1, 60_000, "ms"),
            c => c.Telemetry.ProcessingTimeoutMs, (c, v) => With(c, c.Telemetry with { ProcessingTimeoutMs = v }),
            "an update that takes longer is counted and warned about"),
        Key.Of(
            "telemetry.output_file", new PlainTextReader("the path of a file"),
            c => c.Telemetry.OutputFile, (c, v) => With(c, c.Telemetry with { OutputFile = v }),
            "the telemetry file; a bare name is put in `state_management.storage_path`"),
        Key.Of(
            "telemetry.use_simulator", new FlagReader(),
            c => c.Telemetry.UseSimulator, (c, v) => With(c, c.Telemetry with { UseSimulator = v }),
            "take data from the simulator"),
        Key.Of(
            "telemetry.live_source_type", sources.Names,
            c => c.Telemetry.LiveSourceType, (c, v) => With(c, c.Telemetry with { LiveSourceType = v }),
            "the source to use when `use_simulator` is off"),
        Key.Of(
            "telemetry.max_failures_before_fallback", new IntegerReader(1, 1_000_000, "updates"),
            c => c.Telemetry.MaxFailuresBeforeFallback, (c, v) => With(c, c.Telemetry with { MaxFailuresBeforeFallback = v }),
            "bad or missing updates in a row that make the system leave a source"),
        new SourcesKey(
            "telemetry.sources", sources,
            "sources in order of preference; replaces `use_simulator` and `live_source_type`"),
        Key.Optional(
            "telemetry.stall_seconds", new NumberReader(0.1, 3600, "s"),
            c => c.Telemetry.StallSeconds, (c, v) => With(c, c.Telemetry with { StallSeconds = v }),
            "silence after which a source counts as stalled; unset, its own rhythm decides"),
        Key.Of(
            "telemetry.max_backoff_seconds", new NumberReader(0.05, 3600, "s"),
            c => c.Telemetry.MaxBackoffSeconds, (c, v) => With(c, c.Telemetry with { MaxBackoffSeconds = v }),
            "longest wait between two attempts to connect"),
        Key.Of(
            "telemetry.return_after_seconds", new NumberReader(0, 3600, "s"),
            c => c.Telemetry.ReturnAfterSeconds, (c, v) => With(c, c.Telemetry with { ReturnAfterSeconds = v }),
            "how long a source must deliver before the system goes back to it"),
        Key.Of(
            "telemetry.broadcast_delay_seconds", new NumberReader(0, 120, "s"),
            c => c.Telemetry.BroadcastDelaySeconds, (c, v) => With(c, c.Telemetry with { BroadcastDelaySeconds = v }),
            "how long views are held back to match the television picture"),
    ];

    private static SystemConfig With(SystemConfig config, TelemetryConfig telemetry) => config with { Telemetry = telemetry };
}
