using System.Collections.Generic;
using System.Linq;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>A text that holds in some formats, written <c>text</c> or <c>text@range</c>.</summary>
internal sealed class Ranged(string text, FormatRange range)
{
    public string Text { get; } = text;

    public FormatRange Range { get; } = range;

    public static Ranged Parse(string token, FormatRange all)
    {
        var at = token.IndexOf('@');
        return at < 0
            ? new Ranged(token, all)
            : new Ranged(token.Substring(0, at), FormatRange.Parse(token.Substring(at + 1), all));
    }

    public static IReadOnlyList<Ranged> ParseAll(string token, FormatRange all) => [.. token.Split('|').Select(t => Parse(t, all))];

    public static string? At(IReadOnlyList<Ranged> texts, int format) => texts.FirstOrDefault(t => t.Range.Holds(format))?.Text;
}
