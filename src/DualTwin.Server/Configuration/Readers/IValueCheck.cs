using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>Tells right values from wrong ones.</summary>
internal interface IValueCheck
{
    /// <summary>What a right value is, to stand after "expected".</summary>
    string Expected { get; }

    /// <summary>Whether <paramref name="value"/> is what is <see cref="Expected"/>.</summary>
    bool Accepts(JsonElement value);
}
