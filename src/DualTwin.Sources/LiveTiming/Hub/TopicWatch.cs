namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>
/// Tells which topics are silent for longer than they ever are: a connection can be up, its heart beating, and still bring nothing.
/// Times are readings of a monotonic clock.
/// </summary>
internal sealed class TopicWatch(TimeSpan heartbeatLimit)
{
    // Weather comes every 60 s, car data and positions several times a second. A running race's timing never pauses for 5 s in the
    // recordings measured; in other sessions all cars can stand in their garages for minutes.
    private static readonly TimeSpan WeatherLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan TelemetryLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RaceTimingLimit = TimeSpan.FromSeconds(60);

    private static readonly string[] RacesTopics = [FeedTopics.TimingData, FeedTopics.CarData, FeedTopics.Position];

    private readonly Dictionary<string, TimeSpan> _heard = new(StringComparer.Ordinal);
    private bool _raceRuns;

    /// <summary>
    /// Notes that a connection has told <paramref name="topics"/>: their updates are waited for from now on, and timing is whether it
    /// was told or not.
    /// </summary>
    public void Begin(IEnumerable<string> topics, TimeSpan now)
    {
        _heard[FeedTopics.Heartbeat] = now;
        foreach (var topic in topics.Append(FeedTopics.TimingData))
        {
            _heard.TryAdd(topic, now);
        }
    }

    /// <summary>Notes a message of <paramref name="topic"/>.</summary>
    public void Heard(string topic, TimeSpan now) => _heard[topic] = now;

    /// <summary>Learns whether a race is under way.</summary>
    public void Learn(bool raceRuns, TimeSpan now)
    {
        if (raceRuns && !_raceRuns)
        {
            // Cars that stand on the grid are silent; what a race brings is waited for from its start on.
            RacesTopics.Where(_heard.ContainsKey).ToList().ForEach(topic => _heard[topic] = now);
        }

        _raceRuns = raceRuns;
    }

    /// <summary>Why the connection is of no use any more; null where it is.</summary>
    public string? Dead(TimeSpan now)
    {
        if (Silence(FeedTopics.Heartbeat, now) is { } silence && silence >= heartbeatLimit)
        {
            return FormattableString.Invariant($"no heartbeat for {silence.TotalSeconds:F0} s, limit {heartbeatLimit.TotalSeconds:F0} s");
        }

        return _raceRuns && Silence(FeedTopics.TimingData, now) is { } still && still >= RaceTimingLimit
            ? FormattableString.Invariant($"the race runs, and no timing came for {still.TotalSeconds:F0} s")
            : null;
    }

    /// <summary>Topics that the feed has and that are silent for too long, though the connection lives.</summary>
    public IEnumerable<string> Silent(TimeSpan now) => Limits
        .Where(limit => Silence(limit.Topic, now) >= limit.Most)
        .Select(limit => limit.Topic);

    private IEnumerable<(string Topic, TimeSpan Most)> Limits =>
    [
        (FeedTopics.WeatherData, WeatherLimit),
        (FeedTopics.CarData, _raceRuns ? TelemetryLimit : TimeSpan.MaxValue),
        (FeedTopics.Position, _raceRuns ? TelemetryLimit : TimeSpan.MaxValue),
    ];

    private TimeSpan? Silence(string topic, TimeSpan now) => _heard.TryGetValue(topic, out var at) ? now - at : null;
}
