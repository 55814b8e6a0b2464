namespace DualTwin.Telemetry.Values;

/// <summary>
/// A distance between two cars on the road: a time for cars on the same lap, whole laps for lapped cars.
/// Exactly one of the two is set; the leader's gap to itself is a time of zero.
/// </summary>
/// <param name="Time">Time behind, never negative.</param>
/// <param name="Laps">Whole laps behind, 1 or more.</param>
public readonly record struct Gap(TimeSpan? Time, int? Laps)
{
    /// <summary>The leader's own gap.</summary>
    public static readonly Gap Zero = new(TimeSpan.Zero, null);

    /// <summary>A gap of <paramref name="time"/>.</summary>
    public static Gap Of(TimeSpan time) => new(time, null);

    /// <summary>A gap of <paramref name="laps"/> whole laps.</summary>
    public static Gap OfLaps(int laps) => new(null, laps);
}
