using DualTwin.Sources.Recording;

namespace DualTwin.Server.Configuration;

/// <summary>Whether and where the raw messages of all live sources are recorded.</summary>
public sealed record RecordingConfig
{
    /// <summary>Default of <see cref="MaxFileMb"/>.</summary>
    public const double DefaultMaxFileMb = RecorderOptions.DefaultMaxFileBytes / 1e6;

    /// <summary>Folder of the recordings; null: nothing is recorded.</summary>
    public string? Folder { get; init; }

    /// <summary>Size at which the next file of a recording is begun, 1 to 100,000 MB.</summary>
    public double MaxFileMb { get; init; } = DefaultMaxFileMb;
}
