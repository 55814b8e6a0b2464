using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Server.Configuration;

/// <summary>One entry of <c>telemetry.sources</c>: a kind of source and its own options.</summary>
public sealed record SourceConfig
{
    /// <summary>The kind of source.</summary>
    public required SourceKind Type { get; init; }

    /// <summary>The source's options as text, by their name in the file: a number or flag as JSON writes it.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = EmptyOptions;

    /// <summary>
    /// Whether a request named the source rather than the configuration. A request may send nobody's secret to an address of its
    /// own choice: tokens go to configured addresses only.
    /// </summary>
    public bool FromRequest { get; init; }

    private static IReadOnlyDictionary<string, string> EmptyOptions { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
