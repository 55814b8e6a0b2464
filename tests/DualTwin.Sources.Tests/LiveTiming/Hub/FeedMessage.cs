using System.Text.Json;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>A message as the hub says it.</summary>
internal sealed record FeedMessage(string Topic, JsonElement Data, DateTimeOffset SentAt);
