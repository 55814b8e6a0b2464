using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Pace;

/// <summary>Which laps tell of a car's pace, and how much.</summary>
internal static class LapQuality
{
    /// <summary>Lap time in seconds; null where none is known or what is said cannot be one.</summary>
    public static double? Seconds(LapRecord lap) => lap.LapTime is { } time && time > TimeSpan.Zero ? time.TotalSeconds : null;

    /// <summary>
    /// Whether the lap was raced: not the first, which starts from standstill in a crowd, not through the pit lane, not neutralised.
    /// </summary>
    public static bool IsRacing(LapRecord lap) =>
        lap.Lap > 1 && !lap.PitIn && !lap.PitOut && lap.TrackStatus is (null or TrackStatus.Green or TrackStatus.Yellow);

    /// <summary>How much more a lap scatters than one in clean air under green, as a ratio of variances.</summary>
    public static double VariancePenalty(LapRecord lap)
    {
        var penalty = lap.TrackStatus is TrackStatus.Yellow ? PaceConstants.YellowVariance : 1;
        return lap.Interval is { } interval && interval.TotalSeconds < PaceConstants.TrafficSeconds
            ? penalty * PaceConstants.TrafficVariance
            : penalty;
    }
}
