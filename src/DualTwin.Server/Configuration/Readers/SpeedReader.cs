using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>How fast recorded or simulated time goes: a factor, or <c>max</c> for as fast as the machine can.</summary>
internal sealed class SpeedReader : ValueReader<string>
{
    private const double Slowest = 0.1;
    private const double Fastest = 1000;

    public override string Expected => FormattableString.Invariant($"a number from {Slowest} to {Fastest} (times real time) or \"max\"");

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out string result)
    {
        result = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var factor) && factor is >= Slowest and <= Fastest => value.GetRawText(),
            JsonValueKind.String when value.GetString() is "max" => "max",
            _ => null,
        };
        return result is not null;
    }

    public override string Show(string value) => value;
}
