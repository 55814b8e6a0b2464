using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>A whole number in a closed range.</summary>
internal sealed class IntegerReader(int min, int max, string? unit = null) : ValueReader<int>
{
    public override string Expected { get; } =
        FormattableString.Invariant($"a whole number from {min} to {max}") + (unit is null ? "" : $" ({unit})");

    public override bool TryRead(JsonElement value, out int result)
    {
        result = 0;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out result) && result >= min && result <= max;
    }

    public override string Show(int value) => FormattableString.Invariant($"{value}");
}
