using System.Globalization;
using System.Text.Json;
using DualTwin.Sources.LiveTiming;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>
/// Puts the documents of all collections into the order in which what they say happened, so that a session that is asked for afterwards
/// goes by as it did live: laps end, then the car is in the pits, then it has other tyres.
/// </summary>
internal static class HistoryOrder
{
    /// <summary>The documents in order. What makes no sense comes first: it is refused where it is read.</summary>
    public static IEnumerable<(string Collection, JsonElement Document)> Of(IReadOnlyList<(string Collection, JsonElement Document)> documents)
    {
        var laps = new Dictionary<(long Car, long Lap), (DateTimeOffset? Start, DateTimeOffset? End)>();
        foreach (var (collection, document) in documents)
        {
            if (collection == OpenF1Collections.Laps && document.ValueKind == JsonValueKind.Object)
            {
                var start = Instant(document, "date_start"u8);
                laps[(Whole(document, "driver_number"u8), Whole(document, "lap_number"u8))] = (start, start + Seconds(document, "lap_duration"u8));
            }
        }

        return documents
            .Select((d, place) => (d.Collection, d.Document, At: At(d.Collection, d.Document, laps), place))
            .OrderBy(d => d.At)
            .ThenBy(d => Rank(d.Collection))
            .ThenBy(d => d.place)
            .Select(d => (d.Collection, d.Document));
    }

    private static DateTimeOffset At(
        string collection, JsonElement document, Dictionary<(long Car, long Lap), (DateTimeOffset? Start, DateTimeOffset? End)> laps)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            return DateTimeOffset.MinValue;
        }

        var car = Whole(document, "driver_number"u8);
        return collection switch
        {
            OpenF1Collections.Laps => End(car, Whole(document, "lap_number"u8), laps),
            OpenF1Collections.Stints => Whole(document, "lap_start"u8) is > 1 and var first ? End(car, first - 1, laps) : DateTimeOffset.MinValue,
            _ => Instant(document, "date"u8) ?? DateTimeOffset.MinValue,
        };
    }

    // Where a lap was not timed, it ends where the next one begins; the newest is where its begin is.
    private static DateTimeOffset End(long car, long lap, Dictionary<(long Car, long Lap), (DateTimeOffset? Start, DateTimeOffset? End)> laps)
    {
        var (start, end) = laps.GetValueOrDefault((car, lap));
        return end ?? laps.GetValueOrDefault((car, lap + 1)).Start ?? start ?? laps.GetValueOrDefault((car, lap - 1)).End ?? DateTimeOffset.MinValue;
    }

    private static int Rank(string collection)
    {
        for (var i = 0; i < OpenF1Collections.Read.Count; i++)
        {
            if (OpenF1Collections.Read[i] == collection)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static long Whole(JsonElement document, ReadOnlySpan<byte> name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : -1;

    private static TimeSpan? Seconds(JsonElement document, ReadOnlySpan<byte> name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static DateTimeOffset? Instant(JsonElement document, ReadOnlySpan<byte> name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && FeedValues.TryInstant(value.ToString(), out var instant)
        && instant.Year is > 1950 and < 9990
            ? instant
            : null;

    /// <summary>A date as a request's filter writes it (UTC).</summary>
    public static string Filter(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
}
