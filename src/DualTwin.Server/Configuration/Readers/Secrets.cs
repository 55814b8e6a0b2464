using System.Text.Json;
using System.Text.RegularExpressions;

namespace DualTwin.Server.Configuration.Readers;

/// <summary>Keeps passwords and tokens out of messages, logs and <c>config show</c>.</summary>
internal static class Secrets
{
    private const string Mask = "***";

    // Without backtracking: the time is linear in text that others wrote.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex SecretName =
        new("token|password|passwd|secret|api_?key|authorization|credential", Linear | RegexOptions.IgnoreCase);

    private static readonly Regex SecretPlaceName = new("_(file|env|as)$", Linear | RegexOptions.IgnoreCase);
    private static readonly Regex UserInfo = new(@"(?<lead>://)[^?#\s]*@", Linear);
    private static readonly Regex QueryValue = new("(?<lead>[?&][^=&#]*=)[^&#]*", Linear);

    /// <summary>
    /// Whether a key of this name holds a secret itself. Names of files and of environment variables that hold one are no secret.
    /// </summary>
    public static bool IsSecretName(string name) => SecretName.IsMatch(name) && !SecretPlaceName.IsMatch(name);

    /// <summary><paramref name="url"/> without user, password and the values of its query.</summary>
    public static string MaskUrl(string url) => QueryValue.Replace(UserInfo.Replace(url, $"${{lead}}{Mask}@"), $"${{lead}}{Mask}");

    /// <summary><paramref name="value"/> of the key at <paramref name="path"/> as a message may show it: secrets masked, long text cut.</summary>
    public static string Show(string path, JsonElement value) => JsonText.Shorten(Render(path, value));

    private static string Render(string path, JsonElement value) => value.ValueKind switch
    {
        _ when IsSecretName(path[(path.LastIndexOf('.') + 1)..]) => Mask,
        JsonValueKind.String => JsonText.Quote(MaskUrl(value.GetString() ?? "")),
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(item => Render(path, item)))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(p => $"{JsonText.Quote(p.Name)}: {Render(p.Name, p.Value)}"))}}}",
        _ => value.GetRawText(),
    };
}
