using System.Text.Json;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Configuration.Readers;
using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>The ordered list of sources: each an object with a <c>type</c> and that kind's own options.</summary>
internal sealed class SourcesKey(string path, SourceCatalogue catalogue, string effect) : ConfigKey(path, effect)
{
    private const int MaxCount = 16;
    /// <summary>Name of the property that says the kind of source.</summary>
    public const string TypeName = "type";

    public override string Expected => "a list of up to 16 objects, each with a \"type\" and that source's options";

    public override bool TakesPlainText => false;

    public override string Show(SystemConfig config) =>
        config.Telemetry.Sources.Count == 0 ? ConfigKeys.Unset : $"[{string.Join(", ", config.Telemetry.Sources.Select(ShowSource))}]";

    public override SystemConfig Apply(SystemConfig config, JsonElement value, ConfigOrigin origin, ConfigProblems problems)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() > MaxCount)
        {
            problems.Wrong(Path, value, Expected, origin);
            return config;
        }

        var sources = value.EnumerateArray().Select((item, index) => Read(item, catalogue, $"{Path}[{index}]", origin, problems)).ToList();
        return config with { Telemetry = config.Telemetry with { Sources = [.. sources.OfType<SourceConfig>()] } };
    }

    /// <summary>
    /// Reads one source, telling all that is wrong with it; null where it is no source at all. The property that says its kind is
    /// called <paramref name="typeName"/>.
    /// </summary>
    public static SourceConfig? Read(
        JsonElement item, SourceCatalogue catalogue, string path, ConfigOrigin origin, ConfigProblems problems, string typeName = TypeName)
    {
        if (item.ValueKind is not JsonValueKind.Object)
        {
            problems.Wrong(path, item, "an object with a \"type\" and that source's options", origin);
            return null;
        }

        if (!item.TryGetProperty(typeName, out var typeValue))
        {
            problems.Missing($"{path}.{typeName}", catalogue.Names.Expected, origin);
            return null;
        }

        if (!catalogue.Names.TryRead(typeValue, out var type))
        {
            problems.Wrong($"{path}.{typeName}", typeValue, catalogue.Names.Expected, origin);
            return null;
        }

        return new SourceConfig { Type = type, Options = ReadOptions(item, type, path, origin, problems, typeName) };
    }

    private static Dictionary<string, string> ReadOptions(
        JsonElement item, SourceKind type, string path, ConfigOrigin origin, ConfigProblems problems, string typeName)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in item.EnumerateObject().Where(p => p.Name != typeName))
        {
            var optionPath = $"{path}.{property.Name}";
            if (type.Options.FirstOrDefault(o => o.Name == property.Name) is not { } option)
            {
                problems.Unknown(optionPath, NearestName.Of(property.Name, type.Options.Select(o => o.Name)), origin);
            }
            else if (!option.Check.Accepts(property.Value))
            {
                problems.Wrong(optionPath, property.Value, option.Expected, origin);
            }
            else
            {
                options[property.Name] = property.Value.ToString();
            }
        }

        foreach (var option in type.Options.Where(o => o.Required && !item.TryGetProperty(o.Name, out _)))
        {
            problems.Missing($"{path}.{option.Name}", option.Expected, origin);
        }

        return options;
    }

    private static string ShowSource(SourceConfig source) =>
        "{" + string.Join(", ", source.Options
            .OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => $"{JsonText.Quote(o.Key)}: {Secrets.Show(o.Key, JsonText.Element(o.Value))}")
            .Prepend($"\"{TypeName}\": {JsonText.Quote(source.Type.Name)}")) + "}";
}
