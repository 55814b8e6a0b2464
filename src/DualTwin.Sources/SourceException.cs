namespace DualTwin.Sources;

/// <summary>A source that could not be opened or cannot go on. The message names the source, the cause and what was expected.</summary>
public sealed class SourceException : Exception
{
    /// <inheritdoc cref="SourceException"/>
    public SourceException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SourceException"/>
    public SourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc cref="SourceException"/>
    public SourceException()
    {
    }

    /// <summary>Whether what the source needs for itself alone, such as a port, is held by somebody else.</summary>
    public bool InUse { get; init; }
}
