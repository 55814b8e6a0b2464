using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Tests.Support;

/// <summary>Keeps what is logged, one text a line: the event's id and the message.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public IEnumerable<string> Of(int id) => _lines.Where(line => line.StartsWith($"{id} ", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{eventId.Id} {formatter(state, exception)}");

    public void Dispose()
    {
        // Holds nothing.
    }
}
