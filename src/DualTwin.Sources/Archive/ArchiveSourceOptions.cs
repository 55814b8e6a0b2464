using System.ComponentModel.DataAnnotations;
using DualTwin.Sources.Replay;

namespace DualTwin.Sources.Archive;

/// <summary>Options of <see cref="ArchiveSource"/>.</summary>
public sealed record ArchiveSourceOptions
{
    /// <summary>Default of <see cref="MaxLineBytes"/>: some ninety times the longest line in the archives measured (11 kB).</summary>
    public const int DefaultMaxLineBytes = 1024 * 1024;

    /// <summary>The folder that holds the session's <c>&lt;Topic&gt;.jsonStream</c> files.</summary>
    public required string Path { get; init; }

    /// <summary>How fast the archive is played.</summary>
    /// <value>The default is real time.</value>
    public ReplaySpeed Speed { get; init; } = ReplaySpeed.RealTime;

    /// <summary>Longest line that is read, bytes.</summary>
    /// <value>The default is 1,048,576.</value>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxLineBytes { get; init; } = DefaultMaxLineBytes;
}
