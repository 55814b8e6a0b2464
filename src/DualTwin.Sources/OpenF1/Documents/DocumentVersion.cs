namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>Which version of a document it is.</summary>
/// <param name="Id">The stream's rising number; null for a document that was asked for, which is as new as its answer.</param>
internal readonly record struct DocumentVersion(long? Id)
{
    /// <summary>
    /// Whether this version comes after <paramref name="known"/>. Of two that the stream numbered the higher does; an answer is newer than
    /// all that was taken before it, since what the stream said meanwhile waits for it.
    /// </summary>
    public bool IsAfter(DocumentVersion known) => Id is not { } id || known.Id is not { } other || id > other;

    /// <summary>The version that the next one is measured by: an answer does not forget how far the stream was.</summary>
    public DocumentVersion Over(DocumentVersion known) => Id is null ? known : this;
}
