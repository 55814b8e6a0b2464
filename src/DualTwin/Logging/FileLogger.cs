using Microsoft.Extensions.Logging;

namespace DualTwin.Logging;

/// <summary>Writes one line an entry: time (UTC), level, category, event id, message; an exception follows on lines of its own.</summary>
internal sealed class FileLogger(string category, TimeProvider clock, Action<string> write) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        // A line feed in a message would let input forge lines of the log.
        var message = formatter(state, exception).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        var line = $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Name(logLevel)} {category}[{eventId.Id}] {message}";
        write(exception is null ? line : $"{line}\n{exception}");
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
