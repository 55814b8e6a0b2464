using DualTwin.Sources.Recording;

namespace DualTwin.Server.Sourcing;

/// <summary>How the recording of a run is, in <see cref="SourceReport"/>.</summary>
public sealed record RecordingReport
{
    /// <summary>The file that is written now; null where there is none, before the first message or while the disk refuses.</summary>
    public required string? File { get; init; }

    /// <summary>Messages recorded since the start; those of the newest second may still wait.</summary>
    public required long Messages { get; init; }

    /// <summary>Bytes written since the start, over all files.</summary>
    public required long Bytes { get; init; }

    /// <summary>Messages since the start that could not be recorded.</summary>
    public required long LeftOut { get; init; }

    /// <summary>Why nothing is recorded now; null where all is well.</summary>
    public required string? Problem { get; init; }

    internal static RecordingReport? Of(RecorderStatus? status) => status is null ? null : new RecordingReport
    {
        File = status.File,
        Messages = status.Messages,
        Bytes = status.Bytes,
        LeftOut = status.LeftOut,
        Problem = status.Problem,
    };
}
