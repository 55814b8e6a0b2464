using System.Text.Json;
using DualTwin.Server.Configuration.Loading;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>One key of the configuration: its place, what it expects, what it does, and how it gets into the records.</summary>
/// <param name="path">Sections and key joined by dots.</param>
/// <param name="effect">What the key does, in half a sentence.</param>
internal abstract class ConfigKey(string path, string effect)
{
    public string Path { get; } = path;

    public string Effect { get; } = effect;

    /// <summary>What a right value is, to stand after "expected".</summary>
    public abstract string Expected { get; }

    /// <summary>Whether text from environment or command line is the value itself, not JSON.</summary>
    public abstract bool TakesPlainText { get; }

    /// <summary>This key's value in <paramref name="config"/> as the file would write it, secrets masked; <c>unset</c> where there is none.</summary>
    public abstract string Show(SystemConfig config);

    /// <summary><paramref name="config"/> with <paramref name="value"/> in it, or unchanged and with a problem told to <paramref name="problems"/>.</summary>
    public abstract SystemConfig Apply(SystemConfig config, JsonElement value, ConfigOrigin origin, ConfigProblems problems);
}
