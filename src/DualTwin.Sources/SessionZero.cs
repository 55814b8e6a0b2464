namespace DualTwin.Sources;

/// <summary>
/// The zero that session times count from, for sources whose messages carry the time of day: midnight (UTC) of the day on which the
/// session begins. All sources of a session agree on it, and one that connects anew as well.
/// </summary>
public static class SessionZero
{
    /// <summary>The zero of a session that begins at <paramref name="start"/>.</summary>
    public static DateTimeOffset Of(DateTimeOffset start) => new(start.UtcDateTime.Date, TimeSpan.Zero);
}
