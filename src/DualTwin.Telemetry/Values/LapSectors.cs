namespace DualTwin.Telemetry.Values;

/// <summary>The three sector times of one lap; a sector that nobody measured is null.</summary>
public readonly record struct LapSectors(TimeSpan? Sector1, TimeSpan? Sector2, TimeSpan? Sector3)
{
    /// <summary>The sum of the three, where all are known.</summary>
    public TimeSpan? Total => Sector1 + Sector2 + Sector3;

    /// <summary>The sector with the given zero-based <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not 0, 1 or 2.</exception>
    public TimeSpan? this[int index] => index switch
    {
        0 => Sector1,
        1 => Sector2,
        2 => Sector3,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A lap has sectors 0, 1 and 2."),
    };

    /// <summary>The same sectors with the one at <paramref name="index"/> replaced.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not 0, 1 or 2.</exception>
    public LapSectors With(int index, TimeSpan? time) => index switch
    {
        0 => this with { Sector1 = time },
        1 => this with { Sector2 = time },
        2 => this with { Sector3 = time },
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A lap has sectors 0, 1 and 2."),
    };
}
