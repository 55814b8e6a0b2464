using System.Globalization;
using System.Text.Json;
using DualTwin.Sources.LiveTiming;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>
/// Reads typed values from a document. A null says nothing; what has another type or makes no sense is counted by reason and left out,
/// so that the rest of a document is still used.
/// </summary>
internal sealed class DocumentReader(SourceCounters counters)
{
    public const int MostLaps = 999;

    // Clocks differ by seconds; what lies further ahead than this is no time at which anything was measured.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(6);

    private readonly FeedReader _values = new(counters);
    private SourceCounters _counters = counters;

    /// <summary>Counts in <paramref name="others"/> from now on.</summary>
    public void CountIn(SourceCounters others)
    {
        _counters = others;
        _values.CountIn(others);
    }

    /// <summary>Counts a refusal.</summary>
    public void Refuse(string reason) => _counters.Refuse(reason);

    /// <summary>A text that is not empty.</summary>
    public string? Text(JsonElement document, ReadOnlySpan<byte> name) => _values.Text(document, name);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int? Whole(JsonElement document, ReadOnlySpan<byte> name, int least, int most) =>
        Find(document, name) is { } value ? _values.Whole(value, least, most) : null;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double? Number(JsonElement document, ReadOnlySpan<byte> name, double least, double most) =>
        Find(document, name) is null ? null : _values.Number(document, name, least, most);

    /// <summary>A boolean, or a number that is one where it is above zero.</summary>
    public bool? Flag(JsonElement document, ReadOnlySpan<byte> name) => Find(document, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value => value.TryGetDouble(out var number) ? number > 0 : null,
        { } value => _values.Flag(value),
    };

    /// <summary>An instant (UTC) that is not after <paramref name="now"/>, give or take what clocks differ by.</summary>
    public DateTimeOffset? Past(JsonElement document, ReadOnlySpan<byte> name, DateTimeOffset now)
    {
        if (Instant(document, name) is not { } instant)
        {
            return null;
        }

        if (instant.Year >= 1950 && instant - now <= MostAhead)
        {
            return instant;
        }

        _counters.Refuse(OpenF1Refusal.BadValue);
        return null;
    }

    /// <summary>An instant (UTC).</summary>
    public DateTimeOffset? Instant(JsonElement document, ReadOnlySpan<byte> name) => _values.Instant(document, name);

    /// <summary>A time in seconds, above zero and rounded to milliseconds as the source writes it.</summary>
    public TimeSpan? Seconds(JsonElement document, ReadOnlySpan<byte> name)
    {
        if (Number(document, name, 0, LongestTime.TotalSeconds) is not { } seconds)
        {
            return null;
        }

        var time = TimeSpan.FromMilliseconds((long)Math.Round(seconds * 1000));
        if (time > TimeSpan.Zero)
        {
            return time;
        }

        _counters.Refuse(OpenF1Refusal.BadValue);
        return null;
    }

    /// <summary>A gap: seconds, or a text such as <c>+1 LAP</c>.</summary>
    public Gap? Gap(JsonElement document, ReadOnlySpan<byte> name)
    {
        if (Find(document, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return Number(document, name, 0, LongestTime.TotalSeconds) is { } seconds
                ? Telemetry.Values.Gap.Of(TimeSpan.FromMilliseconds((long)Math.Round(seconds * 1000)))
                : null;
        }

        if (_values.Text(value) is not { } text)
        {
            return null;
        }

        if (FeedValues.TryGap(text, out var gap))
        {
            return gap;
        }

        _counters.Refuse(OpenF1Refusal.BadValue);
        return null;
    }

    /// <summary>The car that a document is about: its driver's number as text. Null, and counted, where it does not say.</summary>
    public string? CarId(JsonElement document)
    {
        var number = Whole(document, "driver_number"u8, 0, MostLaps);
        if (number is null)
        {
            _counters.Refuse(OpenF1Refusal.MissingField);
        }

        return number?.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The value of a field that the document cannot do without; its absence is counted.</summary>
    public T? Needed<T>(T? value)
        where T : struct
    {
        if (value is null)
        {
            _counters.Refuse(OpenF1Refusal.MissingField);
        }

        return value;
    }

    private static JsonElement? Find(JsonElement document, ReadOnlySpan<byte> name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
