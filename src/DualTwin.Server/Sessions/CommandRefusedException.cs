namespace DualTwin.Server.Sessions;

/// <summary>A command that the session could not take now. The message says why.</summary>
public sealed class CommandRefusedException : Exception
{
    /// <inheritdoc cref="CommandRefusedException"/>
    public CommandRefusedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="CommandRefusedException"/>
    public CommandRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc cref="CommandRefusedException"/>
    public CommandRefusedException()
    {
    }
}
