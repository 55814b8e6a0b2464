using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Replay;

namespace DualTwin.Sources.Archive;

/// <summary>A place in an archive.</summary>
/// <param name="Lines">Lines of all topics before it.</param>
/// <param name="Merge">What is known of the feed there; to be copied.</param>
internal sealed record ArchiveMark(long Lines, LiveTimingMerge Merge) : RecordingMark;
