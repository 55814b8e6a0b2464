namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>The hub lets nobody in with the token that was sent, or without one.</summary>
internal sealed class HubAccessException : Exception
{
    public HubAccessException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HubAccessException(string message)
        : base(message)
    {
    }

    public HubAccessException()
    {
    }
}
