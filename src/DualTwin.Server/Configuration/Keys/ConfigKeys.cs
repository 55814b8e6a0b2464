using System.Collections.Frozen;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>All keys that have an effect, in the order of the file.</summary>
internal static class ConfigKeys
{
    /// <summary>What stands for a value that is not set.</summary>
    public const string Unset = "unset";

    public static readonly IReadOnlyList<ConfigKey> All =
        [.. TelemetryKeys.All, .. LiveSourceKeys.All, .. SessionKeys.All, .. StateManagementKeys.All, .. RecordingKeys.All, .. ApiKeys.All, .. LoggingKeys.All];

    public static readonly FrozenDictionary<string, ConfigKey> ByPath = All.ToFrozenDictionary(k => k.Path, StringComparer.Ordinal);

    /// <summary>Paths of all sections, nested ones and ignored ones included.</summary>
    public static readonly FrozenSet<string> Sections = All.Select(k => k.Path)
        .Concat(IgnoredKeys.Keys)
        .Select(path => path[..path.LastIndexOf('.')])
        .Concat(IgnoredKeys.Sections)
        .ToFrozenSet(StringComparer.Ordinal);
}
