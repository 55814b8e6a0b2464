using System.Text.Json;
using DualTwin.Server.Configuration.Keys;
using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Loading;

/// <summary>Takes values in from all layers, the weakest first, and remembers where each key's value came from.</summary>
internal sealed class ConfigBuilder(ConfigKeys keys, ConfigProblems problems)
{
    private readonly Dictionary<string, ConfigOrigin> _origins = new(StringComparer.Ordinal);

    public SystemConfig Config { get; private set; } = SystemConfig.Default;

    /// <summary>Takes the value of the key at <paramref name="path"/>; JSON's <c>null</c> is the same as not giving it.</summary>
    public void Take(string path, JsonElement value, ConfigOrigin origin)
    {
        if (IsIgnored(path))
        {
            problems.Ignored(path);
        }
        else if (!keys.ByPath.TryGetValue(path, out var key))
        {
            problems.Unknown(path, Suggest(path), origin);
        }
        else if (value.ValueKind is not JsonValueKind.Null)
        {
            Config = key.Apply(Config, value, origin, problems);
            _origins[path] = origin;
        }
    }

    /// <summary>Whether <paramref name="path"/> is a section whose keys have an effect.</summary>
    public bool IsSection(string path) => !IsIgnored(path) && keys.Sections.Contains(path);

    /// <summary>Takes text from environment or command line: what it means depends on what the key expects.</summary>
    public void TakeText(string path, string text, ConfigOrigin origin) =>
        Take(path, ToElement(text, keys.ByPath.GetValueOrDefault(path)?.TakesPlainText ?? true), origin);

    /// <summary>Every key with its value and origin.</summary>
    public IReadOnlyList<EffectiveValue> Values() =>
        [.. keys.All.Select(k => new EffectiveValue(k.Path, k.Show(Config), _origins.GetValueOrDefault(k.Path, ConfigOrigin.Default)))];

    /// <summary>Whether <paramref name="path"/> is accepted without effect.</summary>
    private static bool IsIgnored(string path) =>
        IgnoredKeys.Keys.Contains(path) || IgnoredKeys.Sections.Contains(path.Split('.', 2)[0]);

    /// <summary>The nearest known path; a key under a known section is compared by its own name, so that long sections hide no typing error.</summary>
    private string? Suggest(string path)
    {
        var section = path.LastIndexOf('.') is >= 0 and var dot ? path[..dot] : "";
        if (!keys.Sections.Contains(section))
        {
            return NearestName.Of(path, keys.ByPath.Keys.Concat(keys.Sections));
        }

        var siblings = keys.ByPath.Keys.Concat(keys.Sections).Where(p => p.StartsWith(section + ".", StringComparison.Ordinal));
        var nearest = NearestName.Of(path[(section.Length + 1)..], siblings.Select(p => p[(section.Length + 1)..]));
        return nearest is null ? null : $"{section}.{nearest}";
    }

    private static JsonElement ToElement(string text, bool plain)
    {
        var isList = text.StartsWith('[');
        var json = bool.TryParse(text, out var flag) ? (flag ? "true" : "false") : text;
        return (isList || !plain) && JsonText.TryParse(json, out var element) ? element.Value : JsonText.Element(text);
    }
}
