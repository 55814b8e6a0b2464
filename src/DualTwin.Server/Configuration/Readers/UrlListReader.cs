using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>One WebSocket address, or a list of 1 to <see cref="MaxCount"/>.</summary>
internal sealed class UrlListReader : ValueReader<IReadOnlyList<string>>
{
    /// <summary>Longest list that is accepted.</summary>
    public const int MaxCount = 16;

    public override string Expected => "an address that starts with ws:// or wss://, or a list of 1 to 16 of them";

    public override bool TakesPlainText => true;

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out IReadOnlyList<string> result)
    {
        var items = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        var right = items.Count is > 0 and <= MaxCount && items.TrueForAll(IsUrl);
        result = right ? items.ConvertAll(i => i.GetString()!) : null;
        return right;
    }

    public override string Show(IReadOnlyList<string> value)
    {
        var urls = value.Select(u => JsonText.Quote(Secrets.MaskUrl(u))).ToList();
        return urls.Count == 1 ? urls[0] : $"[{string.Join(", ", urls)}]";
    }

    private static bool IsUrl(JsonElement value) =>
        value.ValueKind is JsonValueKind.String
        && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri)
        && uri.Scheme is "ws" or "wss"
        && uri.Host.Length > 0;
}
