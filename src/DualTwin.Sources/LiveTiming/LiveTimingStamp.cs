namespace DualTwin.Sources.LiveTiming;

/// <summary>The times of one message.</summary>
/// <param name="MeasuredAt">When the feed made it (UTC).</param>
/// <param name="ReceivedAt">When it arrived (UTC).</param>
/// <param name="SessionTime">Time since the recording's zero, where there is one.</param>
public readonly record struct LiveTimingStamp(DateTimeOffset MeasuredAt, DateTimeOffset ReceivedAt, TimeSpan? SessionTime);
