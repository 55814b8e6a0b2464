namespace DualTwin.Sources.Archive.Download;

/// <summary>A race weekend, or a test, in the archive's index.</summary>
/// <param name="Key">The championship's number of it.</param>
/// <param name="Name">Such as <c>Azerbaijan Grand Prix</c>.</param>
/// <param name="Location">The town; empty where it is not told.</param>
/// <param name="Country">The country; empty where it is not told.</param>
/// <param name="Circuit">The circuit's short name; empty where it is not told.</param>
/// <param name="Sessions">Its sessions, in the index' order.</param>
public sealed record ArchiveMeeting(
    int Key, string Name, string Location, string Country, string Circuit, IReadOnlyList<ArchiveSession> Sessions);
