using System.Collections;
using System.CommandLine;
using DualTwin.Server.Configuration.Loading;

namespace DualTwin.CommandLine;

/// <summary>Loads the configuration for a verb and tells what is wrong with it on the error output.</summary>
internal static class ConfigOptions
{
    /// <summary><c>--config FILE</c>.</summary>
    public static Option<string?> File() => new("--config")
    {
        Description = $"Configuration file (default: {ConfigInputs.DefaultFile} where it exists)",
        HelpName = "FILE",
    };

    /// <summary>The configuration from <paramref name="file"/>, the environment and <paramref name="overrides"/>.</summary>
    public static ConfigLoadResult Load(string? file, params IReadOnlyList<ConfigOverride> overrides) =>
        SystemConfigLoader.Load(new ConfigInputs { File = file, Environment = Variables(), CommandLine = overrides });

    /// <summary>Writes warnings and errors of <paramref name="result"/>, one a line.</summary>
    public static void Report(ConfigLoadResult result, TextWriter output)
    {
        foreach (var warning in result.Warnings)
        {
            output.WriteLine($"warning: {warning}");
        }

        foreach (var error in result.Errors)
        {
            output.WriteLine($"error: {error}");
        }
    }

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
}
