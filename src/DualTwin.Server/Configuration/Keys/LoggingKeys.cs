using DualTwin.Server.Configuration.Readers;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of section <c>logging</c>.</summary>
internal static class LoggingKeys
{
    private static readonly ChoiceReader<LogLevel> Level = new(
        ("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("info", LogLevel.Information), ("information", LogLevel.Information),
        ("warning", LogLevel.Warning), ("error", LogLevel.Error), ("critical", LogLevel.Critical), ("none", LogLevel.None));

    public static readonly IReadOnlyList<ConfigKey> All =
    [
        Key.Of(
            "logging.level", Level, c => c.Logging.Level, (c, v) => With(c, c.Logging with { Level = v }),
            "the least level that is logged"),
        Key.Optional(
            "logging.file_path", new PlainTextReader("the path of a file"),
            c => c.Logging.FilePath, (c, v) => With(c, c.Logging with { FilePath = v }),
            "log file besides the console"),
        Key.Of(
            "logging.max_file_size_mb", new NumberReader(0.001, 10_000, "MB"),
            c => c.Logging.MaxFileSizeMb, (c, v) => With(c, c.Logging with { MaxFileSizeMb = v }),
            "size at which the log file is rolled"),
        Key.Of(
            "logging.backup_count", new IntegerReader(0, 1000, "files"),
            c => c.Logging.BackupCount, (c, v) => With(c, c.Logging with { BackupCount = v }),
            "rolled log files that are kept"),
    ];

    private static SystemConfig With(SystemConfig config, LoggingConfig logging) => config with { Logging = logging };
}
