using System.Runtime.CompilerServices;

namespace DualTwin.Twins.Stops;

/// <summary>
/// What is known at a line crossing that bears on a car's next stop, in the order of <see cref="Names"/>; not a number where unknown.
/// Gaps are s at equal laps, lap times s per 90 s of the car's own level, shares 0…1, ages and distances laps.
/// </summary>
[InlineArray(Count)]
internal struct StopCovariates
{
    public const int Count = 72;

    /// <summary>Where those end that depend on the lap asked about: see <see cref="SetHorizon(int, double)"/>.</summary>
    public const int HorizonEnd = 9;

    private const int AgeColumn = HorizonEnd;
    /// <summary>The column that holds the laps to go.</summary>
    public const int LeftColumn = HorizonEnd + 1;

    private const int SetUsualColumn = HorizonEnd + 2;
    private const int StintUsualColumn = HorizonEnd + 3;

    private double _first;

    /// <summary>Names of the covariates.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "laps_ahead", "age_then", "laps_left_then", "age_less_life", "age_over_life", "age_at_flag_over_life", "left_over_life", "age_less_set_usual", "age_less_stint_usual",
        "age", "laps_left", "set_usual_age", "stint_usual_age",
        "compound", "stops_made", "owes", "used_soft", "used_medium", "used_hard", "laps_since_stop", "just_stopped",
        "distance", "share_done", "position", "laps_down", "running",
        "residual", "residual_less_field", "level_less_best", "trend", "level_less_field", "level_less_fresh", "field_residual",
        "ahead_gap", "behind_gap", "second_ahead_gap", "second_behind_gap", "ahead_gap_change", "ahead_level", "behind_level",
        "cars_in_pit_loss", "cars_lost_for_good", "rejoin_ahead_gap", "rejoin_behind_gap",
        "ahead_since_stop", "ahead_age", "ahead_stops", "behind_since_stop", "behind_age", "behind_stops",
        "mate_since_stop", "mate_age", "mate_stops", "mate_gap", "mate_age_at_stop",
        "stopped_last_lap", "stopped_last_2", "stopped_last_4", "share_older", "age_less_oldest", "share_more_stops", "near_stopped", "near_same_stops",
        "neutralisation", "neutralised_laps", "stopped_in_it", "since_neutralised", "lap_status",
        "share_wet_tyres", "raining", "to_wet_lately", "to_slicks_lately",
    ];

    /// <summary>Tells of the lap <paramref name="ahead"/> laps after the one now driven, for a set that usually lasts <paramref name="lifeLaps"/> here.</summary>
    public void SetHorizon(int ahead, double lifeLaps)
    {
        Span<double> values = this;
        SetHorizon(values, ahead, lifeLaps);
    }

    /// <inheritdoc cref="SetHorizon(int, double)"/>
    public static void SetHorizon(Span<double> values, int ahead, double lifeLaps)
    {
        var (age, left) = (values[AgeColumn], values[LeftColumn]);
        var then = age + 1 + ahead;
        values[0] = ahead;
        values[1] = then;
        values[2] = left - 1 - ahead;
        values[3] = then - lifeLaps;
        values[4] = then / lifeLaps;
        values[5] = (age + left) / lifeLaps;
        values[6] = (left - 1 - ahead) / lifeLaps;
        values[7] = then - values[SetUsualColumn];
        values[8] = then - values[StintUsualColumn];
    }
}
