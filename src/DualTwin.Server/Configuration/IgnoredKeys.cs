using System.Collections.Frozen;

namespace DualTwin.Server.Configuration;

/// <summary>Keys and sections of the first version's file that are accepted and have no effect any more.</summary>
internal static class IgnoredKeys
{
    /// <summary>Sections that are accepted with all they hold.</summary>
    public static readonly FrozenSet<string> Sections =
        FrozenSet.Create(StringComparer.Ordinal, "performance", "orchestrator", "monitoring", "recovery");

    /// <summary>Single keys.</summary>
    public static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal,
        "telemetry.validation_enabled",
        "telemetry.fallback_to_last_valid",
        "car_twin.update_latency_ms",
        "car_twin.prediction_horizon_laps",
        "car_twin.tire_degradation_model",
        "car_twin.fuel_consumption_model",
        "field_twin.update_latency_ms",
        "field_twin.competitor_count",
        "field_twin.behavioral_analysis_enabled",
        "state_management.backup_enabled",
        "state_management.consistency_check_enabled",
        "state_management.audit_logging_enabled",
        "api.api_version",
        "logging.format");
}
