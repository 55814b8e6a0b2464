using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>Texts and values as JSON for messages that people read.</summary>
internal static class JsonText
{
    private const int LongestShown = 120;

    /// <summary><paramref name="text"/> in JSON's quotes, letters of all scripts as they are; halves of surrogate pairs become U+FFFD.</summary>
    public static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary><paramref name="text"/> as a JSON string.</summary>
    public static JsonElement Element(string text) => JsonElement.Parse(Quote(text));

    /// <summary><paramref name="text"/> read as JSON; false where it is not JSON, or holds text that is no Unicode.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonElement? element)
    {
        try
        {
            element = JsonElement.Parse(Encoding.UTF8.GetBytes(text));
            return IsUnicode(element.Value);
        }
        catch (JsonException)
        {
            element = null;
            return false;
        }
    }

    /// <summary>Whether all names and texts in <paramref name="value"/> are Unicode: JSON's escapes can also write halves of pairs.</summary>
    public static bool IsUnicode(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsUnicode),
                JsonValueKind.Object => value.EnumerateObject().All(p => p.Name is not null && IsUnicode(p.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary><paramref name="text"/> cut to what a message can hold.</summary>
    public static string Shorten(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}… ({text.Length} characters)";
}
