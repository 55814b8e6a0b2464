using System.Collections.Frozen;
using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>All keys that have an effect, in the order of the file.</summary>
internal sealed class ConfigKeys
{
    /// <summary>What stands for a value that is not set.</summary>
    public const string Unset = "unset";

    /// <param name="sources">The kinds of source that can be named.</param>
    public ConfigKeys(SourceCatalogue sources)
    {
        Sources = sources;
        All = [.. TelemetryKeys.Of(sources), .. LiveSourceKeys.All, .. SessionKeys.All, .. StateManagementKeys.All, .. RecordingKeys.All, .. ApiKeys.All, .. LoggingKeys.All];
        ByPath = All.ToFrozenDictionary(k => k.Path, StringComparer.Ordinal);
        Sections = All.Select(k => k.Path)
            .Concat(IgnoredKeys.Keys)
            .Select(path => path[..path.LastIndexOf('.')])
            .Concat(IgnoredKeys.Sections)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The kinds of source that can be named.</summary>
    public SourceCatalogue Sources { get; }

    public IReadOnlyList<ConfigKey> All { get; }

    public FrozenDictionary<string, ConfigKey> ByPath { get; }

    /// <summary>Paths of all sections, nested ones and ignored ones included.</summary>
    public FrozenSet<string> Sections { get; }
}
