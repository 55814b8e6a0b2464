using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Makes keys, so that the tables of keys read like tables.</summary>
internal static class Key
{
    /// <summary>A key that always has a value.</summary>
    public static ConfigKey Of<T>(
        string path, ValueReader<T> reader, Func<SystemConfig, T> get, Func<SystemConfig, T, SystemConfig> set, string effect) =>
        new ValueKey<T>(path, reader, config => reader.Show(get(config)), set, effect);

    /// <summary>A key that holds text and may be unset.</summary>
    public static ConfigKey Optional(
        string path, ValueReader<string> reader, Func<SystemConfig, string?> get, Func<SystemConfig, string, SystemConfig> set, string effect) =>
        new ValueKey<string>(path, reader, config => get(config) is { } value ? reader.Show(value) : null, set, effect);

    /// <summary>A key that holds a number and may be unset.</summary>
    public static ConfigKey Optional<T>(
        string path, ValueReader<T> reader, Func<SystemConfig, T?> get, Func<SystemConfig, T, SystemConfig> set, string effect)
        where T : struct =>
        new ValueKey<T>(path, reader, config => get(config) is { } value ? reader.Show(value) : null, set, effect);
}
