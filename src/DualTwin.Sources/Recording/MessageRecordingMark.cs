using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Recording;

/// <summary>A place in a recording.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="SegmentOffset">Where its segment begins in the file.</param>
/// <param name="InSegment">Records of the segment before it.</param>
/// <param name="First">Arrival of the recording's first message.</param>
/// <param name="Newest">Arrival of the newest message.</param>
/// <param name="Active">The source that the session goes on with; null before the first.</param>
/// <param name="Turned">Whether the recording says which source counts.</param>
/// <param name="Intakes">What is known of each source; to be copied.</param>
/// <param name="Held">Frames of sources that do not count yet.</param>
internal sealed record MessageRecordingMark(
    int File,
    long SegmentOffset,
    int InSegment,
    DateTimeOffset? First,
    DateTimeOffset Newest,
    string? Active,
    bool Turned,
    IReadOnlyDictionary<MessageOrigin, IMessageIntake> Intakes,
    IReadOnlyDictionary<string, Frame[]> Held) : RecordingMark;
