namespace DualTwin.Sources.Supervision;

/// <summary>How long a source may be silent.</summary>
/// <param name="Fixed">A limit that the user or the nature of the source sets; null derives it from the intervals seen.</param>
public sealed record StallRule(TimeSpan? Fixed)
{
    /// <summary>The larger of two seconds and three times the median interval seen.</summary>
    public static readonly StallRule FromIntervals = new((TimeSpan?)null);

    /// <summary>The shortest limit that is derived from intervals.</summary>
    internal static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    /// <summary>The limit for a source whose messages come <paramref name="medianInterval"/> apart; null before there were two.</summary>
    public TimeSpan Limit(TimeSpan? medianInterval) =>
        Fixed ?? (medianInterval is { } median && median * 3 > Least ? median * 3 : Least);
}
