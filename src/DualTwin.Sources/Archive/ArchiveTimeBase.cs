using System.Text.Json;
using DualTwin.Sources.LiveTiming;

namespace DualTwin.Sources.Archive;

/// <summary>
/// Finds when a recording's zero was (UTC). Lines carry offsets only; some messages carry the time of day as well, and the median of
/// what they say is taken: one message repeated hours later, or one sent late, moves nothing. Race control's times are whole
/// seconds, so the base they give is good to about half a second.
/// </summary>
internal static class ArchiveTimeBase
{
    private const int MostLines = 2000;

    /// <summary>The recording's zero; null where nothing in the folder tells it.</summary>
    public static DateTimeOffset? Find(string folder, int maxLineBytes)
    {
        foreach (var topic in (string[])[FeedTopics.Heartbeat, FeedTopics.ExtrapolatedClock, FeedTopics.RaceControlMessages])
        {
            var zeros = new List<DateTimeOffset>();
            Visit(folder, topic, maxLineBytes, (time, data) => AddZeros(zeros, time, data));
            if (zeros.Count > 0)
            {
                zeros.Sort();
                var median = zeros[zeros.Count / 2];
                return median.AddTicks(-(median.Ticks % TimeSpan.TicksPerMillisecond));
            }
        }

        return FromSchedule(folder, maxLineBytes);
    }

    private static void AddZeros(List<DateTimeOffset> zeros, TimeSpan time, JsonElement data)
    {
        Add(zeros, time, data);
        if (data.TryGetProperty("Messages"u8, out var messages))
        {
            var list = new FeedList(messages);
            while (list.MoveNext())
            {
                Add(zeros, time, list.Element);
            }
        }
    }

    private static void Add(List<DateTimeOffset> zeros, TimeSpan time, JsonElement element)
    {
        // The year keeps the subtraction within what a date can hold.
        if (element.ValueKind == JsonValueKind.Object && new FeedReader(new SourceCounters()).Instant(element, "Utc"u8) is { Year: > 1950 } utc)
        {
            zeros.Add(utc - time);
        }
    }

    // The scheduled start is when the session was started, as far as nothing tells better.
    private static DateTimeOffset? FromSchedule(string folder, int maxLineBytes)
    {
        DateTimeOffset? start = null;
        Visit(folder, FeedTopics.SessionInfo, maxLineBytes, (_, data) => start ??= FeedSchedule.Start(data, new FeedReader(new SourceCounters())));
        TimeSpan? started = null;
        Visit(folder, FeedTopics.SessionStatus, maxLineBytes, (time, data) =>
            started ??= data.TryGetProperty("Status"u8, out var status) && status.ValueKind == JsonValueKind.String && status.ValueEquals("Started"u8)
                ? time
                : null);
        return start - (started ?? TimeSpan.Zero);
    }

    private static void Visit(string folder, string topic, int maxLineBytes, Action<TimeSpan, JsonElement> visit)
    {
        // What is wrong with a line is counted when it is replayed.
        using var file = ArchiveTopicFile.Open(Path.Combine(folder, ArchiveRecording.FileOf(topic)), topic, maxLineBytes, new SourceCounters());
        for (var i = 0; file is not null && i < MostLines && file.MoveNext(); i++)
        {
            try
            {
                using var document = JsonDocument.Parse(file.Head.Json);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    visit(file.Head.Time, document.RootElement);
                }
            }
            catch (JsonException)
            {
                continue;
            }
        }
    }
}
