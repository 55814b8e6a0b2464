using System.Globalization;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>The feed's ways to write times, gaps and instants.</summary>
internal static class FeedValues
{
    private static readonly TimeSpan LongestLap = TimeSpan.FromHours(6);

    /// <summary>Reads <c>26.410</c>, <c>1:46.315</c> or <c>1:02:03.456</c>.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        long minutes = 0;
        for (var colon = rest.IndexOf(':'); colon >= 0; colon = rest.IndexOf(':'))
        {
            if (!TryPart(rest[..colon], out var part))
            {
                return false;
            }

            minutes = (minutes + part) * 60;
            rest = rest[(colon + 1)..];
        }

        if (!decimal.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds >= 86_400)
        {
            return false;
        }

        // Decimal, so that a time of whole milliseconds is exactly that.
        duration = TimeSpan.FromTicks((minutes * TimeSpan.TicksPerSecond) + (long)(seconds * TimeSpan.TicksPerSecond));
        return duration > TimeSpan.Zero && duration < LongestLap;
    }

    /// <summary>Reads <c>+1.234</c>, <c>+1:02.345</c>, <c>LAP 7</c> (the leader), <c>1 L</c>, <c>1L</c> or <c>+2 LAPS</c>.</summary>
    public static bool TryGap(string text, out Gap gap)
    {
        gap = Gap.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("LAP", StringComparison.OrdinalIgnoreCase))
        {
            return TryPart(rest[3..].Trim(), out _);
        }

        rest = rest.TrimStart('+');
        var laps = rest.IndexOf("L", StringComparison.OrdinalIgnoreCase);
        if (laps > 0)
        {
            var whole = TryPart(rest[..laps].Trim(), out var count) && count >= 1;
            gap = whole ? Gap.OfLaps(count) : gap;
            return whole;
        }

        if (rest is "0.000" or "0")
        {
            return true;
        }

        var read = TryDuration(rest.ToString(), out var time);
        gap = Gap.Of(time);
        return read;
    }

    /// <summary>Reads an ISO 8601 instant; one without an offset is UTC.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    // Four digits are more than any lap or minute needs.
    private static bool TryPart(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text.Length is > 0 and <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
