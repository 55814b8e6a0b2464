using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;

namespace DualTwin.Sources.Captures;

/// <summary>A place in a capture.</summary>
/// <param name="Datagrams">Datagrams before it, refused ones included.</param>
/// <param name="At">When the newest of them came, since the first.</param>
/// <param name="Zero">When the first came (UTC).</param>
/// <param name="Intake">What is known of the sender there; to be copied.</param>
internal sealed record CaptureMark(long Datagrams, TimeSpan At, DateTimeOffset? Zero, IMessageIntake Intake) : RecordingMark;
