namespace DualTwin.Server.Streaming;

/// <summary>A reader took nothing for longer than the write timeout.</summary>
public sealed class StalledReaderException : Exception
{
    /// <inheritdoc cref="StalledReaderException"/>
    public StalledReaderException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="StalledReaderException"/>
    public StalledReaderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc cref="StalledReaderException"/>
    public StalledReaderException()
    {
    }
}
