using DualTwin.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace DualTwin.Logging;

/// <summary>Sends the log to the error output, so that results have the standard output to themselves, and to a file where one is asked for.</summary>
internal static class LoggingSetup
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Opens the log file; null where none is asked for.</summary>
    /// <exception cref="IOException">The log file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The log file may not be written.</exception>
    public static FileLoggerProvider? OpenFile(LoggingConfig config, TimeProvider clock) => config.FilePath is null
        ? null
        : new FileLoggerProvider(
            new RollingFile(config.FilePath, (long)(config.MaxFileSizeMb * BytesPerMegabyte), config.BackupCount), clock);

    /// <summary>Adds console and <paramref name="file"/> to <paramref name="logging"/>; the owner of <paramref name="file"/> disposes of it when the log is complete.</summary>
    public static void Configure(ILoggingBuilder logging, FileLoggerProvider? file)
    {
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "HH:mm:ss.fff ";
            options.ColorBehavior = LoggerColorBehavior.Default;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        if (file is not null)
        {
            logging.AddProvider(file);
        }
    }
}
