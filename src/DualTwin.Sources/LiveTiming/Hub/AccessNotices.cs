using System.Globalization;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>Says what the user gets of the feed, what not, and why.</summary>
internal static class AccessNotices
{
    /// <summary>How long before a token expires the user is told.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    // What is unknown without a topic, in the user's words.
    private static readonly (string Topic, string Data)[] Limited =
    [
        (FeedTopics.CarData, "speed, throttle, brake and gear"),
        (FeedTopics.Position, "places on the map"),
        (FeedTopics.PitStopSeries, "stationary times of pit stops"),
    ];

    /// <summary>The sentences that hold at <paramref name="now"/> with <paramref name="token"/> and a feed that sent <paramref name="topics"/>.</summary>
    public static IReadOnlyList<string> Of(F1TvToken token, IReadOnlySet<string> topics, DateTimeOffset now)
    {
        var missing = Limited.Where(l => !topics.Contains(l.Topic)).ToList();
        var lost = missing.Count == 0
            ? "All topics are there."
            : $"The feed sends no {Join(missing.Select(m => m.Topic))}: {Join(missing.Select(m => m.Data))} stay unknown; the rest is whole.";
        return token.Access switch
        {
            F1TvAccess.None => [$"No F1TV token is set. {lost}"],
            F1TvAccess.Expired => [$"The F1TV token expired at {At(token.ExpiresAt!.Value)} and is not used; put a new one in its place. {lost}"],
            F1TvAccess.Unreadable => [$"The F1TV token is not used: {token.Problem} {lost}"],
            F1TvAccess.Refused => [$"The server refused the F1TV token ({token.Problem}). {lost}"],
            _ => [$"{Good(token, now)} {lost}"],
        };
    }

    /// <summary>The topics of a snapshot that say something.</summary>
    public static IReadOnlySet<string> Topics(JsonElement snapshot) => snapshot.EnumerateObject()
        .Where(topic => topic.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        .Select(topic => topic.Name)
        .ToHashSet(StringComparer.Ordinal);

    private static string Good(F1TvToken token, DateTimeOffset now) => token.ExpiresAt switch
    {
        null => "An F1TV token is used; it does not say when it expires.",
        { } at when at <= now => $"The F1TV token expired at {At(at)}; put a new one in its place: the next connection does without it.",
        { } at when at - now <= Ahead => $"The F1TV token expires at {At(at)}, in {In(at - now)}; put a new one in its place before.",
        { } at => $"An F1TV token is used; it is good until {At(at)}.",
    };

    // In whole hours, then in tens of minutes, and in minutes at last: a sentence that is another is logged anew.
    private static string In(TimeSpan left) => left.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h")
        : string.Create(CultureInfo.InvariantCulture, $"{(left.TotalMinutes > 10 ? 10 * (int)(left.TotalMinutes / 10) : (int)Math.Ceiling(left.TotalMinutes))} min");

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
