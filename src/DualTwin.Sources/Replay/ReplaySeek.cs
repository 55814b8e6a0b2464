namespace DualTwin.Sources.Replay;

/// <summary>A place that a replay is to go to.</summary>
/// <param name="Position">The frame that is told next, counted from 1.</param>
/// <param name="Mark">A place before it to read on from; null for the beginning.</param>
/// <param name="MarkPosition">Frames before <paramref name="Mark"/>.</param>
/// <param name="At">Where the replay's clock stands then, since the recording's beginning, where that is after the frame came; null for when it came.</param>
public sealed record ReplaySeek(long Position, RecordingMark? Mark, long MarkPosition, TimeSpan? At = null);
