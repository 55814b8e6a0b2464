namespace DualTwin.Server.Hosting;

/// <summary>The server cannot start. The message names what is wrong and what to do about it; it is meant for the user.</summary>
public sealed class ServerStartException : Exception
{
    /// <inheritdoc cref="ServerStartException"/>
    public ServerStartException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="ServerStartException"/>
    public ServerStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc cref="ServerStartException"/>
    public ServerStartException()
    {
    }
}
