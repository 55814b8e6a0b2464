using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Server.Configuration.Loading;

/// <summary>What a configuration is made from. The command line beats the environment, which beats the file.</summary>
public sealed record ConfigInputs
{
    /// <summary>The file that counts where none is named, relative to the working folder.</summary>
    public const string DefaultFile = "config/system_config.json";

    /// <summary>The file; null: <see cref="DefaultFile"/> where it exists.</summary>
    public string? File { get; init; }

    /// <summary>Environment variables; those whose name starts with <c>DUALTWIN__</c> count.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = NoVariables;

    /// <summary>Values from the command line; a later one beats an earlier one.</summary>
    public IReadOnlyList<ConfigOverride> CommandLine { get; init; } = [];

    /// <summary>The kinds of source that can be named.</summary>
    public SourceCatalogue Sources { get; init; } = SourceKinds.All;

    private static IReadOnlyDictionary<string, string> NoVariables { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
