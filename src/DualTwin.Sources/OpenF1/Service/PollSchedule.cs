namespace DualTwin.Sources.OpenF1.Service;

/// <summary>Says what is to be asked for next: what has waited longest beyond its turn. Times are readings of a monotonic clock.</summary>
internal sealed class PollSchedule
{
    // How often each changes, and how much it matters; together some 40 requests a minute, where so many are allowed.
    private static readonly (string Collection, TimeSpan Every)[] Turns =
    [
        (OpenF1Collections.Position, TimeSpan.FromSeconds(6)),
        (OpenF1Collections.Intervals, TimeSpan.FromSeconds(6)),
        (OpenF1Collections.Laps, TimeSpan.FromSeconds(8)),
        (OpenF1Collections.RaceControl, TimeSpan.FromSeconds(8)),
        (OpenF1Collections.Pit, TimeSpan.FromSeconds(20)),
        (OpenF1Collections.Stints, TimeSpan.FromSeconds(25)),
        (OpenF1Collections.Weather, TimeSpan.FromSeconds(60)),
        (OpenF1Collections.Sessions, TimeSpan.FromSeconds(60)),
        (OpenF1Collections.Drivers, TimeSpan.FromMinutes(10)),
    ];

    private readonly Dictionary<string, TimeSpan> _asked = new(StringComparer.Ordinal);

    /// <summary>Notes that all collections were asked for at <paramref name="now"/>.</summary>
    public void AllAsked(TimeSpan now)
    {
        foreach (var (collection, _) in Turns)
        {
            _asked[collection] = now;
        }
    }

    /// <summary>Notes that <paramref name="collection"/> was asked for at <paramref name="now"/>.</summary>
    public void Asked(string collection, TimeSpan now) => _asked[collection] = now;

    /// <summary>What is to be asked for at <paramref name="now"/>; null where nothing is.</summary>
    /// <param name="now">The time.</param>
    /// <param name="all">Whether all collections have their turn, or only the one that says which session it is.</param>
    /// <param name="race">Whether the session is a race: in others there are no intervals.</param>
    public string? Next(TimeSpan now, bool all, bool race)
    {
        string? next = null;
        var most = 1.0;
        foreach (var (collection, every) in Turns)
        {
            var waited = (now - _asked.GetValueOrDefault(collection)) / every;
            var hasTurn = collection == OpenF1Collections.Sessions || (all && (race || collection != OpenF1Collections.Intervals));
            if (hasTurn && waited >= most)
            {
                (next, most) = (collection, waited);
            }
        }

        return next;
    }
}
