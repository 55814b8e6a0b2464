namespace DualTwin.Sources.Recording;

/// <summary>Options of <see cref="MessageRecorder"/>.</summary>
public sealed record RecorderOptions
{
    /// <summary>Default of <see cref="MaxFileBytes"/>: 256 MB, some dozen Grands Prix of the official feed, or a game's hour.</summary>
    public const long DefaultMaxFileBytes = 256_000_000;

    /// <summary>Folder of the recording; made where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Size at which the next file is begun, bytes.</summary>
    /// <value>The default is 256,000,000.</value>
    public long MaxFileBytes { get; init; } = DefaultMaxFileBytes;

    /// <summary>How often what was taken is written and flushed to the disk: what a power cut costs at most.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes that may wait for a slow disk; messages beyond it are left out of the recording and counted.</summary>
    /// <value>The default is 64 MB.</value>
    public int QueueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a disk that refused is left alone.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);
}
