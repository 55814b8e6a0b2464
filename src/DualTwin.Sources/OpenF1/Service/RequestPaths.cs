using System.Globalization;
using System.Text.Json;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>Says what to ask for: all of a collection, or what is new of it.</summary>
/// <param name="session">The session that the user names; null: the newest.</param>
/// <param name="intake">Knows the session that is followed, and how far it is.</param>
internal sealed class RequestPaths(int? session, OpenF1Intake intake)
{
    // What is said late of a time that was asked for before; and the longest that a lap may take to be asked for again.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LapWindow = TimeSpan.FromMinutes(4);
    private const int WholeLapsEvery = 12;

    private readonly Dictionary<string, DateTimeOffset> _newest = new(StringComparer.Ordinal);
    private int _lapsAsked;

    /// <summary>The path and query that ask for <paramref name="collection"/>.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="all">Whether for all of it.</param>
    public string Of(string collection, bool all)
    {
        if (collection == OpenF1Collections.Meetings)
        {
            return $"meetings?meeting_key={Number(intake.Session?.Meeting)}";
        }

        var key = session ?? (collection == OpenF1Collections.Sessions ? null : intake.Session?.Key);
        return $"{collection}?session_key={Number(key)}{(all ? string.Empty : Since(collection))}";
    }

    /// <summary>Notes a document that was told.</summary>
    public void Note(string collection, JsonElement document, DateTimeOffset now)
    {
        if (document.ValueKind == JsonValueKind.Object && document.TryGetProperty("date"u8, out var text) && text.ValueKind == JsonValueKind.String
            && text.TryGetDateTimeOffset(out var date) && date > _newest.GetValueOrDefault(collection) && date <= now)
        {
            _newest[collection] = date;
        }
    }

    /// <summary>Forgets what was told: another session begins.</summary>
    public void Forget() => _newest.Clear();

    // Only what may be new. Of laps that began long ago, such as before a red flag, the whole list tells now and then.
    private string Since(string collection)
    {
        if (collection == OpenF1Collections.Laps)
        {
            return _lapsAsked++ % WholeLapsEvery != 0 && intake.NewestAt is { } now ? $"&date_start%3E={HistoryOrder.Filter(now - LapWindow)}" : string.Empty;
        }

        return _newest.TryGetValue(collection, out var newest) ? $"&date%3E={HistoryOrder.Filter(newest - Late)}" : string.Empty;
    }

    private static string Number(int? key) => key?.ToString(CultureInfo.InvariantCulture) ?? "latest";
}
