namespace DualTwin.Server.Configuration;

/// <summary>One entry of <c>telemetry.sources</c>: a kind of source and its own options.</summary>
public sealed record SourceConfig
{
    /// <summary>The kind of source.</summary>
    public required SourceType Type { get; init; }

    /// <summary>The source's options as text, by their name in the file: a number or flag as JSON writes it.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = EmptyOptions;

    private static IReadOnlyDictionary<string, string> EmptyOptions { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
