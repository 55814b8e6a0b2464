using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace DualTwin.Sources.Tokens;

/// <summary>Reads from a JSON Web Token until when it is good. The signature is the server's to check.</summary>
internal static class JwtExpiry
{
    /// <summary>The instant (UTC) at which <paramref name="token"/> expires; null where it does not say so, or is no such token.</summary>
    public static DateTimeOffset? Of(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(parts[1])));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("exp"u8, out var expires)
                && expires.ValueKind == JsonValueKind.Number
                && expires.TryGetDouble(out var seconds)
                && seconds is > 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
