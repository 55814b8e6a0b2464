using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of section <c>recording</c>.</summary>
internal static class RecordingKeys
{
    /// <summary>Path of the key that names the folder.</summary>
    public const string FolderPath = "recording.folder";

    public static readonly IReadOnlyList<ConfigKey> All =
    [
        Key.Optional(
            FolderPath, new PlainTextReader("the path of a folder"),
            c => c.Recording.Folder, (c, v) => c with { Recording = c.Recording with { Folder = v } },
            "folder into which the raw messages of all live sources are recorded; unset: nothing is"),
        Key.Of(
            "recording.max_file_mb", new NumberReader(1, 100_000, "MB"),
            c => c.Recording.MaxFileMb, (c, v) => c with { Recording = c.Recording with { MaxFileMb = v } },
            "size at which the next file of a recording is begun"),
    ];
}
