namespace DualTwin.Sources.Archive.Download;

/// <summary>A session in the archive's index.</summary>
/// <param name="Name">Such as <c>Qualifying</c> or <c>Practice 1</c>.</param>
/// <param name="Start">When it was to begin, by the clock on the spot; null where that is not told.</param>
/// <param name="Path">
/// Where it is below the archive, such as <c>2018/2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race</c>; null where it is not there (yet).
/// </param>
public sealed record ArchiveSession(string Name, DateTime? Start, string? Path);
