using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Configuration;

/// <summary>What is logged, and where besides the console.</summary>
public sealed record LoggingConfig
{
    /// <summary>Default of <see cref="MaxFileSizeMb"/>.</summary>
    public const double DefaultMaxFileSizeMb = 10;

    /// <summary>Default of <see cref="BackupCount"/>.</summary>
    public const int DefaultBackupCount = 5;

    /// <summary>The least level that is logged.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>The log file; null: console only.</summary>
    public string? FilePath { get; init; }

    /// <summary>Size at which the log file is rolled, 0.001 to 10,000 MB (10^6 bytes).</summary>
    public double MaxFileSizeMb { get; init; } = DefaultMaxFileSizeMb;

    /// <summary>Rolled files that are kept, 0 to 1000.</summary>
    public int BackupCount { get; init; } = DefaultBackupCount;
}
