using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sessions;

public sealed partial class SessionHost
{
    [LoggerMessage(102, LogLevel.Error, "A frame could not be taken and was left out ({HeldBack} more since the last such line).")]
    private static partial void LogUpdateFailed(ILogger logger, Exception exception, long heldBack);

    [LoggerMessage(103, LogLevel.Warning,
        "An update took {ElapsedMs:F1} ms, more than telemetry.processing_timeout_ms = {LimitMs:F0} ({HeldBack} more since the last such line).")]
    private static partial void LogSlowUpdate(ILogger logger, double elapsedMs, double limitMs, long heldBack);

    [LoggerMessage(104, LogLevel.Information, "Session stopped after {Updates} updates.")]
    private static partial void LogStopped(ILogger logger, long updates);
}
