using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>Reads one kind of configuration value and says what it expects, for messages and for the table of keys.</summary>
internal abstract class ValueReader<T> : IValueCheck
{
    public abstract string Expected { get; }

    /// <summary>Whether text from environment or command line is the value itself, not JSON.</summary>
    public virtual bool TakesPlainText => false;

    /// <summary>Reads <paramref name="value"/>; false where it is not what is <see cref="Expected"/>.</summary>
    public abstract bool TryRead(JsonElement value, [MaybeNullWhen(false)] out T result);

    /// <summary><paramref name="value"/> as the configuration file would write it.</summary>
    public abstract string Show(T value);

    public bool Accepts(JsonElement value) => TryRead(value, out _);
}
