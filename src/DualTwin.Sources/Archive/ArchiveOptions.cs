using System.ComponentModel.DataAnnotations;

namespace DualTwin.Sources.Archive;

/// <summary>Options of <see cref="ArchiveRecording"/>.</summary>
public sealed record ArchiveOptions
{
    /// <summary>Default of <see cref="MaxLineBytes"/>: some ninety times the longest line in the archives measured (11 kB).</summary>
    public const int DefaultMaxLineBytes = 1024 * 1024;

    /// <summary>The folder that holds the session's <c>&lt;Topic&gt;.jsonStream</c> files.</summary>
    public required string Path { get; init; }

    /// <summary>Longest line that is read, bytes.</summary>
    /// <value>The default is 1,048,576.</value>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxLineBytes { get; init; } = DefaultMaxLineBytes;
}
