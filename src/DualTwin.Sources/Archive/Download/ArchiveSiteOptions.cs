namespace DualTwin.Sources.Archive.Download;

/// <summary>Options of <see cref="ArchiveSite"/>.</summary>
public sealed record ArchiveSiteOptions
{
    /// <summary>Where the archive is, the first that has a file counts; <c>http</c> or <c>https</c>, with or without a slash at the end.</summary>
    /// <value>The default is the championship's own archive, then its mirror.</value>
    public IReadOnlyList<Uri> Bases { get; init; } =
        [new("https://livetiming.formula1.com/static/"), new("https://livetiming-mirror.fastf1.dev/static/")];

    /// <summary>How long an answer, or more of one, is waited for.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often one place is asked for a file, 1 or more.</summary>
    /// <value>The default is 3.</value>
    public int Tries { get; init; } = 3;

    /// <summary>How long is waited before the second try; twice as long before each further one.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Largest file that is taken, bytes.</summary>
    /// <value>The default is 2 GiB, some twenty times what a Grand Prix' car data takes.</value>
    public long MaxFileBytes { get; init; } = 2L << 30;
}
