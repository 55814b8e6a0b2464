namespace DualTwin.Sources.Archive.Download;

/// <summary>Where a fetched file goes.</summary>
internal interface IFetchTarget
{
    /// <summary>What is here already, and of which version of the file; null for nothing that can be gone on from.</summary>
    (long Bytes, string Version)? Held { get; }

    /// <summary>What follows is bytes from <paramref name="from"/> on, of <paramref name="version"/>; null where the archive names none.</summary>
    void Begin(long from, string? version);

    /// <summary>Takes more bytes, of <paramref name="whole"/> in all; null where the archive does not say how many there are.</summary>
    void Add(ReadOnlySpan<byte> bytes, long? whole);
}
