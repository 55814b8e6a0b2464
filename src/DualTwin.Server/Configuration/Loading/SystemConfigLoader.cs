namespace DualTwin.Server.Configuration.Loading;

/// <summary>
/// Makes the configuration from file, environment and command line. Everything that is wrong is collected and told at once;
/// wrong input never throws.
/// </summary>
public static class SystemConfigLoader
{
    private const string VariablePrefix = "DUALTWIN__";

    /// <summary>Loads the configuration that <paramref name="inputs"/> give.</summary>
    public static ConfigLoadResult Load(ConfigInputs inputs)
    {
        var problems = new ConfigProblems();
        var builder = new ConfigBuilder(inputs.Sources.Keys, problems);
        FileLayer.Take(inputs.File, builder, problems);
        TakeEnvironment(inputs.Environment, builder);
        foreach (var given in inputs.CommandLine)
        {
            builder.TakeText(given.Path, given.Value, ConfigOrigin.CommandLine(given.Option));
        }

        ConsistencyChecks.Run(builder.Config, problems);
        return new ConfigLoadResult
        {
            Config = builder.Config,
            Errors = problems.Errors,
            Warnings = problems.Warnings,
            Values = builder.Values(),
        };
    }

    private static void TakeEnvironment(IReadOnlyDictionary<string, string> variables, ConfigBuilder builder)
    {
        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
            {
                builder.TakeText(PathOf(name), value, ConfigOrigin.Environment(name));
            }
        }
    }

    /// <summary><c>DUALTWIN__API__PORT</c> names <c>api.port</c>.</summary>
    private static string PathOf(string variable) =>
        string.Join('.', variable[VariablePrefix.Length..].Split("__").Select(part => part.ToLowerInvariant()));
}
