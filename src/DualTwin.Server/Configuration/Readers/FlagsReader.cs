using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>A list of names, each of which sets a flag; upper and lower case alike.</summary>
/// <param name="names">Each name with its flag.</param>
internal sealed class FlagsReader<T>(params (string Name, T Flag)[] names) : ValueReader<T>
    where T : struct, Enum
{
    public override string Expected { get; } = $"a list of any of {string.Join(", ", names.Select(n => JsonText.Quote(n.Name)))}";

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        if (value.ValueKind is not JsonValueKind.Array)
        {
            return false;
        }

        var flags = 0;
        foreach (var item in value.EnumerateArray())
        {
            var index = item.ValueKind is JsonValueKind.String
                ? Array.FindIndex(names, n => string.Equals(n.Name, item.GetString(), StringComparison.OrdinalIgnoreCase))
                : -1;
            if (index < 0)
            {
                return false;
            }

            flags |= Convert.ToInt32(names[index].Flag, System.Globalization.CultureInfo.InvariantCulture);
        }

        result = (T)Enum.ToObject(typeof(T), flags);
        return true;
    }

    public override string Show(T value) => $"[{string.Join(", ", names.Where(n => value.HasFlag(n.Flag)).Select(n => JsonText.Quote(n.Name)))}]";
}
