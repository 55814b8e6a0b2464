namespace DualTwin.Sources.Archive.Download;

/// <summary>How far the fetching of a file is.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Bytes">Bytes that are here.</param>
/// <param name="Whole">Bytes that there are; null where the archive does not say.</param>
/// <param name="State">What is being done.</param>
public readonly record struct FileFetch(string Name, long Bytes, long? Whole, FetchState State);
