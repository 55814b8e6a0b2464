using System.Globalization;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>The schedule in SessionInfo: a local time and its offset from UTC.</summary>
internal static class FeedSchedule
{
    /// <summary>The scheduled start (UTC); null where it or the offset is missing or makes no sense.</summary>
    public static DateTimeOffset? Start(JsonElement info, FeedReader reader)
    {
        if (reader.Text(info, "StartDate"u8) is not { } date || reader.Text(info, "GmtOffset"u8) is not { } offset)
        {
            return null;
        }

        if (DateTime.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && TimeSpan.TryParse(offset, CultureInfo.InvariantCulture, out var ahead)
            && ahead.Duration() <= TimeSpan.FromHours(14)
            && local.Year is > 1950 and < 9999)
        {
            return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified) - ahead, TimeSpan.Zero);
        }

        reader.Bad();
        return null;
    }
}
