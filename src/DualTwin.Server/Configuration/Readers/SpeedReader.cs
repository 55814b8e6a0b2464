using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using DualTwin.Sources.Replay;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>How fast recorded or simulated time goes, kept as the text that <see cref="ReplaySpeed.TryParse"/> reads.</summary>
/// <param name="most">The fastest multiple of real time that the source can be asked for.</param>
internal sealed class SpeedReader(double most) : ValueReader<string>
{
    public override string Expected { get; } =
        FormattableString.Invariant($"a number from {ReplaySpeed.Least} to {most} (times real time) or \"max\"");

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out string result)
    {
        result = value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? value.ToString() : null;
        return ReplaySpeed.TryParse(result, out var speed) && (speed.Factor ?? 0) <= most;
    }

    public override string Show(string value) => value;
}
