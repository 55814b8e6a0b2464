using System.Text.Json;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>A key with one value.</summary>
/// <param name="path">Sections and key joined by dots.</param>
/// <param name="reader">Reads and shows the value.</param>
/// <param name="show">The value in a configuration as text; null where it is unset.</param>
/// <param name="set">A configuration with the value in it.</param>
/// <param name="effect">What the key does, in half a sentence.</param>
internal sealed class ValueKey<T>(
    string path,
    ValueReader<T> reader,
    Func<SystemConfig, string?> show,
    Func<SystemConfig, T, SystemConfig> set,
    string effect)
    : ConfigKey(path, effect)
{
    public override string Expected => reader.Expected;

    public override bool TakesPlainText => reader.TakesPlainText;

    public override string Show(SystemConfig config) => show(config) ?? ConfigKeys.Unset;

    public override SystemConfig Apply(SystemConfig config, JsonElement value, ConfigOrigin origin, ConfigProblems problems)
    {
        if (reader.TryRead(value, out var read))
        {
            return set(config, read);
        }

        problems.Wrong(Path, value, Expected, origin);
        return config;
    }
}
