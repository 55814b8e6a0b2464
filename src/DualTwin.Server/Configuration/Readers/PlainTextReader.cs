using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>A text that is not blank and not longer than <see cref="MaxLength"/>.</summary>
/// <param name="meaning">What the text is, to stand after "expected".</param>
/// <param name="isRight">A further condition; null: none.</param>
/// <param name="takesWholeNumber">Whether a whole number stands for its digits, as in a race number.</param>
internal sealed class PlainTextReader(string meaning, Predicate<string>? isRight = null, bool takesWholeNumber = false) : ValueReader<string>
{
    /// <summary>Longest text that is accepted, in characters.</summary>
    public const int MaxLength = 4096;

    public override string Expected => meaning;

    public override bool TakesPlainText => true;

    public override bool TryRead(JsonElement value, [MaybeNullWhen(false)] out string result)
    {
        result = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number when takesWholeNumber && value.TryGetUInt32(out _) => value.GetRawText(),
            _ => null,
        };
        return !string.IsNullOrWhiteSpace(result)
            && result.Length <= MaxLength
            && !result.Contains('\0', StringComparison.Ordinal)
            && (isRight is null || isRight(result));
    }

    public override string Show(string value) => JsonText.Quote(value);
}
