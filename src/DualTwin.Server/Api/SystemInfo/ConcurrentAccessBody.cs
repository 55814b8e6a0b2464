namespace DualTwin.Server.Api.SystemInfo;

/// <summary>How many readers there are.</summary>
public sealed record ConcurrentAccessBody
{
    /// <summary>Requests open now, streams included.</summary>
    public required int Current { get; init; }

    /// <summary>Most requests that were open at once.</summary>
    public required int Peak { get; init; }

    /// <summary>Requests that may be open at once.</summary>
    public required int Limit { get; init; }

    /// <summary>Requests turned away because the limit was reached.</summary>
    public required long Refused { get; init; }

    /// <summary>Streams open now.</summary>
    public required int Streams { get; init; }

    /// <summary>Streams ended because their reader took nothing for too long.</summary>
    public required long StalledStreams { get; init; }

    /// <summary>Events that stream readers were told they missed.</summary>
    public required long SkippedEvents { get; init; }
}
