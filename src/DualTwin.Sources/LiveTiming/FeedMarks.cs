using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>The feed's marks among the members of an object.</summary>
internal static class FeedMarks
{
    /// <summary>Whether <paramref name="element"/> names <paramref name="member"/> under <c>_deleted</c>, the members that are no more.</summary>
    public static bool Deletes(JsonElement element, ReadOnlySpan<byte> member)
    {
        if (!element.TryGetProperty("_deleted"u8, out var names) || names.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var name in names.EnumerateArray())
        {
            if (name.ValueKind == JsonValueKind.String && name.ValueEquals(member))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names in a <c>_deleted</c> mark; none where it is no list of texts.</summary>
    public static IEnumerable<string> Names(JsonElement mark)
    {
        if (mark.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var name in mark.EnumerateArray())
        {
            if (name.ValueKind == JsonValueKind.String)
            {
                yield return name.GetString()!;
            }
        }
    }
}
