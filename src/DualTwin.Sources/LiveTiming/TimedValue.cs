using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>A time of the feed with its marks; null is what the message does not say.</summary>
/// <param name="Time">The time.</param>
/// <param name="Cleared">Whether the time is no longer known.</param>
/// <param name="Lap">The lap it was driven in.</param>
/// <param name="SessionBest">Whether it is the best of the session.</param>
/// <param name="PersonalBest">Whether it is the car's own best.</param>
internal readonly record struct TimedValue(TimeSpan? Time, bool Cleared, int? Lap, bool? SessionBest, bool? PersonalBest)
{
    /// <summary>Whether anything was said of the colour.</summary>
    public bool Coloured => SessionBest is not null || PersonalBest is not null;

    /// <summary>Reads an object of the feed; an empty <c>Value</c>, or one that is deleted, clears the time.</summary>
    public static TimedValue Read(JsonElement element, FeedReader reader)
    {
        TimeSpan? time = null;
        var cleared = false;
        int? lap = null;
        bool? sessionBest = null;
        bool? personalBest = null;
        foreach (var member in element.EnumerateObject())
        {
            if (member.NameEquals("Value"u8))
            {
                (time, cleared) = ReadTime(reader.Text(member.Value), reader);
            }
            else if (member.NameEquals("Lap"u8))
            {
                lap = reader.Whole(member.Value, 1, 999);
            }
            else if (member.NameEquals("OverallFastest"u8))
            {
                sessionBest = reader.Flag(member.Value);
            }
            else if (member.NameEquals("PersonalFastest"u8))
            {
                personalBest = reader.Flag(member.Value);
            }
        }

        return new TimedValue(time, cleared || FeedMarks.Deletes(element, "Value"u8), lap, sessionBest, personalBest);
    }

    private static (TimeSpan? Time, bool Cleared) ReadTime(string? text, FeedReader reader)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (null, text is not null);
        }

        if (FeedValues.TryDuration(text, out var time))
        {
            return (time, false);
        }

        reader.Bad();
        return (null, false);
    }
}
