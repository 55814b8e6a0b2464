using System.Text.Json;
using DualTwin.Sources.Archive;
using DualTwin.Sources.LiveTiming;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>The messages of an archive, as a hub would send them.</summary>
internal static class ArchiveMessages
{
    /// <summary>All messages in the order in which a replay takes them, with the times that it gives them.</summary>
    public static IReadOnlyList<FeedMessage> Of(string folder)
    {
        var zero = ArchiveTimeBase.Find(folder, ArchiveOptions.DefaultMaxLineBytes) ?? DateTimeOffset.UnixEpoch;
        var messages = new List<FeedMessage>();
        var files = FeedTopics.Read
            .Where(topic => File.Exists(Path.Combine(folder, ArchiveRecording.FileOf(topic))))
            .Select(topic => ArchiveTopicFile.Open(Path.Combine(folder, ArchiveRecording.FileOf(topic)), topic, ArchiveOptions.DefaultMaxLineBytes, new SourceCounters())!)
            .ToList();
        var heads = files.Where(file => file.MoveNext()).ToList();
        while (heads.Count > 0)
        {
            var file = heads.MinBy(head => head.Head.Time)!;
            messages.Add(new FeedMessage(file.Topic, JsonSerializer.Deserialize<JsonElement>(file.Head.Json.Span), zero + file.Head.Time));
            if (!file.MoveNext())
            {
                heads.Remove(file);
            }
        }

        files.ForEach(file => file.Dispose());
        return messages;
    }
}
