namespace DualTwin.Sources.Supervision;

/// <summary>
/// Exponential backoff with jitter: the delay doubles with each failed attempt up to a limit, and is drawn evenly between half of
/// it and all of it, so that many clients of one server do not come back at once.
/// </summary>
internal static class Backoff
{
    /// <param name="failedAttempts">Attempts that failed in a row, 1 or more.</param>
    /// <param name="first">Delay after the first.</param>
    /// <param name="most">Longest delay.</param>
    /// <param name="jitter">Drawn evenly from 0…1.</param>
    public static TimeSpan Delay(int failedAttempts, TimeSpan first, TimeSpan most, double jitter)
    {
        var doublings = Math.Min(failedAttempts - 1, 30);
        var full = Math.Min(first.TotalSeconds * Math.Pow(2, doublings), most.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (0.5 * jitter)));
    }
}
