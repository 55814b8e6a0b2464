using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>A text, or a list of up to <see cref="MaxCount"/>, each of which is right by itself.</summary>
/// <param name="meaning">What one text is, to stand after "expected".</param>
/// <param name="isRight">Whether one text is right.</param>
internal sealed class TextListReader(string meaning, Predicate<string> isRight) : ValueReader<IReadOnlyList<string>>
{
    /// <summary>Longest list that is accepted.</summary>
    public const int MaxCount = 16;

    public override string Expected => $"{meaning}, or a list of up to 16 of them";

    public override bool TakesPlainText => true;

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out IReadOnlyList<string> result)
    {
        var items = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        var right = items.Count <= MaxCount && items.TrueForAll(item => item.ValueKind is JsonValueKind.String && isRight(item.GetString()!));
        result = right ? items.ConvertAll(item => item.GetString()!) : null;
        return right;
    }

    public override string Show(IReadOnlyList<string> value) =>
        value.Count == 0 ? Keys.ConfigKeys.Unset : $"[{string.Join(", ", value.Select(JsonText.Quote))}]";

    /// <summary>The texts of a value that was kept as text: one text, or a list as JSON.</summary>
    public static IReadOnlyList<string> Parse(string kept)
    {
        if (!kept.StartsWith('['))
        {
            return [kept];
        }

        using var list = JsonDocument.Parse(kept);
        return [.. list.RootElement.EnumerateArray().Select(item => item.GetString()!)];
    }
}
