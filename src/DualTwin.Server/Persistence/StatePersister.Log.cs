using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Persistence;

public sealed partial class StatePersister
{
    [LoggerMessage(200, LogLevel.Warning, "State files could not be written: {Problem} ({HeldBack} more since the last such line). Trying on.")]
    private static partial void LogFailed(ILogger logger, string problem, long heldBack);

    [LoggerMessage(202, LogLevel.Warning, "The last run's state is not served: {Problem}.")]
    private static partial void LogNotRestored(ILogger logger, string problem);

    [LoggerMessage(201, LogLevel.Information, "{Path} can be written again, after {Failures} failures of all files.")]
    private static partial void LogRecovered(ILogger logger, string path, long failures);
}
