namespace DualTwin.Telemetry.Json;

/// <summary>
/// <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which are no JSON but which many programs write into it (Python's, by default).
/// Put in quotes they are wrong values like any other, refused by themselves where they stand, and the rest of the message counts.
/// </summary>
internal static class BareNumbers
{
    /// <summary><paramref name="json"/> with these words in quotes; null where none stands outside a text.</summary>
    public static byte[]? Quote(ReadOnlySpan<byte> json)
    {
        List<byte>? quoted = null;
        var inText = false;
        var copied = 0;
        for (var i = 0; i < json.Length; i++)
        {
            if (inText && json[i] == (byte)'\\')
            {
                i++;
            }
            else if (json[i] == (byte)'"')
            {
                inText = !inText;
            }
            else if (!inText && WordLength(json[i..]) is > 0 and var length)
            {
                quoted ??= new List<byte>(json.Length + 64);
                quoted.AddRange(json[copied..i]);
                quoted.Add((byte)'"');
                quoted.AddRange(json.Slice(i, length));
                quoted.Add((byte)'"');
                copied = i + length;
                i = copied - 1;
            }
        }

        quoted?.AddRange(json[copied..]);
        return quoted?.ToArray();
    }

    private static int WordLength(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? 3 : json.StartsWith("Infinity"u8) ? 8 : json.StartsWith("-Infinity"u8) ? 9 : 0;
}
