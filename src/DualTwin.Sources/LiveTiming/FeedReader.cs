using System.Globalization;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// Reads typed values from the feed's JSON. What has another type or makes no sense is counted by reason and left out,
/// so that the rest of a message is still used.
/// </summary>
internal sealed class FeedReader(SourceCounters counters)
{
    private SourceCounters _counters = counters;

    /// <summary>Counts in <paramref name="others"/> from now on.</summary>
    public void CountIn(SourceCounters others) => _counters = others;

    /// <summary>True for an object or an array; everything else is counted as a wrong type.</summary>
    public bool IsList(JsonElement element) => Expect(element.ValueKind is JsonValueKind.Object or JsonValueKind.Array);

    /// <summary>True for an object; everything else is counted as a wrong type.</summary>
    public bool IsObject(JsonElement element) => Expect(element.ValueKind == JsonValueKind.Object);

    /// <summary>The text of a string; null, and counted, for other types.</summary>
    public string? Text(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return Expect(element.ValueKind == JsonValueKind.String) ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half a surrogate pair.
            _counters.Refuse(FeedRefusal.BadValue);
            return null;
        }
    }

    /// <summary>The text of the member <paramref name="name"/>; null where there is none or it is empty.</summary>
    public string? Text(JsonElement element, ReadOnlySpan<byte> name)
    {
        var text = element.TryGetProperty(name, out var member) ? Text(member) : null;
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>A yes or no: a JSON boolean, or the texts <c>true</c>, <c>false</c>, <c>1</c> and <c>0</c>.</summary>
    public bool? Flag(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.String when element.ValueEquals("true"u8) || element.ValueEquals("1"u8):
                return true;
            case JsonValueKind.String when element.ValueEquals("false"u8) || element.ValueEquals("0"u8):
                return false;
            default:
                _counters.Refuse(FeedRefusal.WrongType);
                return null;
        }
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, as a JSON number or as text.</summary>
    public int? Whole(JsonElement element, int least, int most)
    {
        var value = 0;
        var read = element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetInt32(out value),
            JsonValueKind.String => int.TryParse(Text(element), NumberStyles.None, CultureInfo.InvariantCulture, out value),
            _ => Expect(false),
        };
        return InRange(element, read, value, least, most) ? value : null;
    }

    /// <summary>The whole number in the member <paramref name="name"/>; null where there is none.</summary>
    public int? Whole(JsonElement element, ReadOnlySpan<byte> name, int least, int most) =>
        element.TryGetProperty(name, out var member) ? Whole(member, least, most) : null;

    /// <summary>
    /// A number from <paramref name="least"/> to <paramref name="most"/>, as text or as a JSON number, in the member
    /// <paramref name="name"/>.
    /// </summary>
    public double? Number(JsonElement element, ReadOnlySpan<byte> name, double least, double most)
    {
        if (!element.TryGetProperty(name, out var member))
        {
            return null;
        }

        double value = 0;
        var read = member.ValueKind switch
        {
            JsonValueKind.Number => member.TryGetDouble(out value),
            JsonValueKind.String => double.TryParse(Text(member), NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            _ => Expect(false),
        };
        return InRange(member, read, value, least, most) ? value : null;
    }

    /// <summary>An instant in the member <paramref name="name"/>; a time without an offset is UTC.</summary>
    public DateTimeOffset? Instant(JsonElement element, ReadOnlySpan<byte> name)
    {
        var text = Text(element, name);
        if (text is null)
        {
            return null;
        }

        if (FeedValues.TryInstant(text, out var instant))
        {
            return instant;
        }

        _counters.Refuse(FeedRefusal.BadValue);
        return null;
    }

    /// <summary>Counts a value that could not be read.</summary>
    public void Bad() => _counters.Refuse(FeedRefusal.BadValue);

    /// <summary>Counts a word or code that is not known.</summary>
    public void Unknown() => _counters.Refuse(FeedRefusal.UnknownValue);

    /// <summary>Counts a car beyond the number that a session can hold.</summary>
    public void TooManyCars() => _counters.Refuse(FeedRefusal.TooManyCars);

    private bool InRange(JsonElement element, bool read, double value, double least, double most)
    {
        if (read && value >= least && value <= most)
        {
            return true;
        }

        // A wrong type has been counted already, and an empty text is how the feed says that it knows nothing.
        if (element.ValueKind == JsonValueKind.Number || (element.ValueKind == JsonValueKind.String && !element.ValueEquals(""u8)))
        {
            _counters.Refuse(FeedRefusal.BadValue);
        }

        return false;
    }

    private bool Expect(bool holds)
    {
        if (!holds)
        {
            _counters.Refuse(FeedRefusal.WrongType);
        }

        return holds;
    }
}
