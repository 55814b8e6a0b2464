using System.Diagnostics.CodeAnalysis;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry;

/// <summary>The names that the public schema gives to our values, both ways.</summary>
public static class SchemaNames
{
    private static readonly string[] Compounds = ["soft", "medium", "hard", "intermediate", "wet"];
    private static readonly string[] TrackStatuses = ["green", "yellow", "virtual_safety_car", "safety_car", "red"];
    private static readonly string[] Weathers = ["sunny", "cloudy", "drizzle", "rain", "storm"];
    private static readonly string[] SessionTypes = ["practice", "qualifying", "race", "sprint"];
    private static readonly string[] CarStatuses = ["on_track", "in_pit_lane", "stopped", "retired", "finished"];
    private static readonly string[] SectorPaces = ["yellow", "green", "purple"];
    private static readonly string[] Phases = ["not_started", "running", "suspended", "finished", "ended"];

    private static readonly string[] Modes = ["live", "simulator", "replay"];

    private static readonly string[] Kinds =
    [
        "practice_1", "practice_2", "practice_3", "short_practice", "qualifying", "qualifying_1", "qualifying_2", "qualifying_3",
        "short_qualifying", "one_shot_qualifying", "sprint_qualifying", "sprint_shootout_1", "sprint_shootout_2", "sprint_shootout_3",
        "sprint", "race", "race_2", "race_3", "time_trial",
    ];

    /// <summary>All names of compounds, in the order of <see cref="Compound"/>.</summary>
    public static IReadOnlyList<string> CompoundNames => Compounds;

    /// <summary>All names of track statuses, in the order of <see cref="TrackStatus"/>.</summary>
    public static IReadOnlyList<string> TrackStatusNames => TrackStatuses;

    /// <summary>All names of weather conditions, in the order of <see cref="WeatherCondition"/>.</summary>
    public static IReadOnlyList<string> WeatherNames => Weathers;

    /// <summary>All names of session types, in the order of <see cref="SessionType"/>.</summary>
    public static IReadOnlyList<string> SessionTypeNames => SessionTypes;

    /// <summary>All names of car statuses, in the order of <see cref="CarStatus"/>.</summary>
    public static IReadOnlyList<string> CarStatusNames => CarStatuses;

    /// <summary>All names of sector colours, in the order of <see cref="SectorPace"/>.</summary>
    public static IReadOnlyList<string> SectorPaceNames => SectorPaces;

    /// <summary>All names of session kinds, in the order of <see cref="SessionKind"/>.</summary>
    public static IReadOnlyList<string> SessionKindNames => Kinds;

    /// <summary>All names of session phases, in the order of <see cref="SessionPhase"/>.</summary>
    public static IReadOnlyList<string> SessionPhaseNames => Phases;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(Compound? value) => value is { } v ? Compounds[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(TrackStatus? value) => value is { } v ? TrackStatuses[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(WeatherCondition? value) => value is { } v ? Weathers[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(SessionType? value) => value is { } v ? SessionTypes[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(CarStatus? value) => value is { } v ? CarStatuses[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(SectorPace? value) => value is { } v ? SectorPaces[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(SessionKind? value) => value is { } v ? Kinds[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(SourceMode? value) => value is { } v ? Modes[(int)v] : null;

    [return: NotNullIfNotNull(nameof(value))]
    public static string? Of(SessionPhase? value) => value is { } v ? Phases[(int)v] : null;
}
