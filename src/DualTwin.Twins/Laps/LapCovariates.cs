using System.Runtime.CompilerServices;

namespace DualTwin.Twins.Laps;

/// <summary>
/// What is known at a line crossing that bears on the next lap, in the order of <see cref="Names"/>; not a number where unknown. Times are
/// differences to the reference lap (<see cref="OwnLaps.Reference"/>, mostly the lap just driven), scatters and gaps of lap times are times; all in seconds per 90 s of that. Gaps on the road are s.
/// </summary>
[InlineArray(Count)]
internal struct LapCovariates
{
    public const int Count = 48;

    /// <summary>Where the covariates of the car's own laps end and those of the field begin.</summary>
    public const int Field = 17;

    /// <summary>Where those of cars near it on the road begin and end.</summary>
    public const int Traffic = 20;

    /// <inheritdoc cref="Traffic"/>
    public const int TrafficEnd = 39;

    private double _first;

    /// <summary>Names of the covariates.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "lap_1_before", "lap_2_before", "lap_3_before", "lap_4_before", "lap_5_before", "lap_6_before", "lap_7_before",
        "median_of_3", "median_of_stint", "best_of_stint", "slow_level", "level", "fast_level", "free_air_level", "residual", "scatter", "typical_step",
        "field_shift", "fresh_field_shift", "field_scatter",
        "ahead_gap", "ahead_level", "ahead_last", "ahead_residual", "ahead_free_air_level", "ahead_laps", "ahead_stint_laps",
        "second_gap", "second_level", "second_last", "second_residual",
        "behind_gap", "behind_level", "behind_last", "behind_laps", "behind_stint_laps", "behind_late", "slower_gap", "lapping_gap",
        "ahead_gap_before", "stint_laps", "since_stop", "since_neutralised", "lap", "laps_left", "compound", "yellow", "last_lap",
    ];
}
