namespace DualTwin.Telemetry.Values;

/// <summary>The colours of the three sectors on display; null where there is no time.</summary>
public readonly record struct SectorPaces(SectorPace? Sector1, SectorPace? Sector2, SectorPace? Sector3)
{
    /// <summary>The same colours with the one at the zero-based <paramref name="index"/> replaced.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not 0, 1 or 2.</exception>
    public SectorPaces With(int index, SectorPace? pace) => index switch
    {
        0 => this with { Sector1 = pace },
        1 => this with { Sector2 = pace },
        2 => this with { Sector3 = pace },
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A lap has sectors 0, 1 and 2."),
    };
}
