using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using DualTwin.Sources.Replay;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>How fast recorded or simulated time goes, kept as the text that <see cref="ReplaySpeed.TryParse"/> reads.</summary>
internal sealed class SpeedReader : ValueReader<string>
{
    public override string Expected { get; } =
        FormattableString.Invariant($"a number from {ReplaySpeed.Least} to {ReplaySpeed.Most} (times real time) or \"max\"");

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out string result)
    {
        result = value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? value.ToString() : null;
        return ReplaySpeed.TryParse(result, out _);
    }

    public override string Show(string value) => value;
}
