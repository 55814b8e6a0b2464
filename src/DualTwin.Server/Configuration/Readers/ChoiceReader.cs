using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>One of a few names, upper and lower case alike.</summary>
/// <param name="names">Each name with its value; a value's first name is the one that is shown.</param>
internal sealed class ChoiceReader<T>(params (string Name, T Value)[] names) : ValueReader<T>
    where T : notnull
{
    public override string Expected { get; } = "one of " + string.Join(", ", names.Select(n => JsonText.Quote(n.Name)));

    public override bool TakesPlainText => true;

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        if (value.ValueKind is not JsonValueKind.String)
        {
            return false;
        }

        var index = Array.FindIndex(names, n => string.Equals(n.Name, value.GetString(), StringComparison.OrdinalIgnoreCase));
        result = index < 0 ? default : names[index].Value;
        return index >= 0;
    }

    public override string Show(T value) => JsonText.Quote(Array.Find(names, n => n.Value.Equals(value)).Name);
}
