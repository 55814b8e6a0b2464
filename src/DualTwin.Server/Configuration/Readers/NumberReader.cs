using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>A number in a closed range.</summary>
internal sealed class NumberReader(double min, double max, string unit) : ValueReader<double>
{
    public override string Expected { get; } = FormattableString.Invariant($"a number from {min} to {max} ({unit})");

    public override bool TryRead(JsonElement value, out double result)
    {
        result = 0;
        return value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out result) && result >= min && result <= max;
    }

    public override string Show(double value) => FormattableString.Invariant($"{value}");
}
